package io.vaultsnapshot.cli.view;

import java.util.ArrayList;
import java.util.List;

/** How many columns the output has. The launcher asks the terminal; a file or a pipe has no limit. */
public final class Width {
    /** Set by the launcher when the output is a terminal, or when {@code COLUMNS} is in the environment. */
    private static final String PROPERTY = "vault-snapshot.columns";

    /** Narrower ones are treated as this one, which is picocli's least too. */
    private static final int LEAST = 55;

    private Width() {}

    /** Returns the columns of the output, or the given number when there is no limit. */
    public static int orElse(int unlimited) {
        return Math.max(LEAST, Integer.getInteger(PROPERTY, unlimited));
    }

    /** Returns the columns that are left for a title beside others that take the given number; at most {@code most}. */
    public static int beside(int others, int most) {
        return Math.max(1, Math.min(most, orElse(others + most) - others));
    }

    /**
     * Returns a text in lines that fit into the output; without a limit it is one line. It is split at spaces only, so a word that does not fit stays whole.
     *
     * @param first what stands before the first line; the others are indented as far
     */
    public static List<String> lines(String first, String text) {
        return lines(first, text, Integer.MAX_VALUE);
    }

    /**
     * As above.
     *
     * @param unlimited how long a line may be when the output has no limit
     */
    public static List<String> lines(String first, String text, int unlimited) {
        int columns = orElse(unlimited);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean begun = false;
        for (String word : text.split(" ", -1)) {
            if (begun && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line = new StringBuilder(" ".repeat(first.length()));
                begun = false;
            }
            line.append(begun ? " " : "").append(word);
            begun = true;
        }
        lines.add(line.toString());
        return lines;
    }
}
