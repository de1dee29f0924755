package io.vaultsnapshot.cli;

import picocli.CommandLine.Option;

/** The option {@code --format} of every command that prints results. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description = "How to print: text, or json with one object per line. Default: text.")
    private Format format;

    boolean isJson() {
        return format == Format.JSON;
    }

    private enum Format {
        TEXT,
        JSON
    }
}
