package io.vaultsnapshot.contract.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the key that was probably meant. */
final class NearestMatch {
    private static final int MAX_EDITS = 3;

    private NearestMatch() {}

    /** Returns the candidate with the fewest edits from the text, case aside, if it is near enough to be meant. */
    static Optional<String> of(String text, List<String> candidates) {
        String lower = text.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> edits(lower, candidate.toLowerCase(Locale.ROOT))))
                .filter(nearest ->
                        edits(lower, nearest.toLowerCase(Locale.ROOT)) <= Math.min(MAX_EDITS, nearest.length() / 2));
    }

    /** Levenshtein's distance: insertions, deletions and replacements of one character each. */
    private static int edits(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
