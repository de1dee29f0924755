package io.vaultsnapshot.manifests;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param settings the file with the settings
 * @param out the folder that gets a folder per cluster
 * @param help whether only the usage is wanted
 */
record Options(Path settings, Path out, boolean help) {
    static final String USAGE = """
            usage: vault-snapshot manifests [--settings FILE] [--out DIR] [--help]
              Writes a folder of plain YAML for each cluster of the settings; apply one with
              kubectl --context CONTEXT apply -f DIR/<cluster>, then run DIR/<cluster>/configure-vault.sh once.
              --settings FILE  the file with the settings in its context (default: cdk.json)
              --out DIR        where the folders go (default: dist)
            Exit codes: 0 written; 1 it could not be written; 2 wrong settings or wrong call.
            """;

    /** Returns the options, or throws with a message for the operator. */
    static Options parse(List<String> arguments) {
        Path settings = Path.of("cdk.json");
        Path out = Path.of("dist");
        boolean help = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--settings" -> settings = path(option, rest);
                case "--out" -> out = path(option, rest);
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("unknown argument '" + option + "'");
            }
        }
        return new Options(settings, out, help);
    }

    private static Path path(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a path");
        }
        String text = rest.next();
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException notPath) {
            // Reported below.
        }
        throw new IllegalArgumentException(option + ": '" + text + "' is not a path");
    }
}
