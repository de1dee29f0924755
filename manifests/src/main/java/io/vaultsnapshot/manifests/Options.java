package io.vaultsnapshot.manifests;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What the command line asks for.
 *
 * @param settings the file with the settings
 * @param out the folder that gets a folder per cluster
 * @param json whether the result is printed as JSON
 * @param help whether only the usage is wanted
 */
record Options(Path settings, Path out, boolean json, boolean help) {
    static final String USAGE = """
            Usage: vault-snapshot manifests [--settings FILE]
                     [--out DIR] [--format FORMAT] [--help]
              Writes a folder of plain YAML for each cluster of the
              settings. Apply one with
                kubectl --context CONTEXT apply -f DIR/<cluster>
              then run DIR/<cluster>/configure-vault.sh once.
              --settings FILE  cdk.json or a settings file
                               (default: cdk.json)
              --out DIR        where the folders go (default: dist)
              --format FORMAT  text, or json: an object per cluster
                               (default: text)
            Exit codes: 0 written, 1 could not write, 2 wrong settings
            or wrong call.
            """;

    /** Returns the options, or throws with a message for the operator. */
    static Options parse(List<String> arguments) {
        Path settings = Path.of("cdk.json");
        Path out = Path.of("dist");
        boolean json = false;
        boolean help = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--settings" -> settings = path(option, rest);
                case "--out" -> out = path(option, rest);
                case "--format" -> json = isJson(rest);
                case "--help", "-h" -> help = true;
                default -> throw new IllegalArgumentException("unknown argument '" + option + "'");
            }
        }
        return new Options(settings, out, json, help);
    }

    private static boolean isJson(Iterator<String> rest) {
        String format = rest.hasNext() ? rest.next().toLowerCase(Locale.ROOT) : "";
        if (!format.equals("json") && !format.equals("text")) {
            throw new IllegalArgumentException("--format must be text or json");
        }
        return format.equals("json");
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
