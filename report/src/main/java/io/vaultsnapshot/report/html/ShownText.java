package io.vaultsnapshot.report.html;

import java.util.Locale;

/** A text from anywhere, made harmless for the eye: what cannot be seen is spelt out, and what is endless is cut. */
final class ShownText {
    /** The longest text of one element, in UTF-16 units. A message of the verifier has at most 1,000. */
    static final int LONGEST = 2_000;

    private static final String REPLACEMENT = "\uFFFD";

    private ShownText() {}

    static String of(String text) {
        int end = Math.min(text.length(), LONGEST);
        StringBuilder shown = new StringBuilder(end + 32);
        for (int i = 0; i < end; ) {
            int point = text.codePointAt(i);
            int next = i + Character.charCount(point);
            // A pair that the cut divides is left out.
            if (next <= end) {
                shown.append(shown(point));
            }
            i = next;
        }
        if (text.length() > LONGEST) {
            shown.append(" … (cut here; the whole text has ")
                    .append(text.length())
                    .append(" characters)");
        }
        return shown.toString();
    }

    /** Control, format and private characters can turn the direction of a line or hide in it, so they are named. */
    private static String shown(int point) {
        return switch (Character.getType(point)) {
            case Character.SURROGATE -> REPLACEMENT;
            case Character.CONTROL -> point == '\n' || point == '\t' ? " " : named(point);
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> named(point);
            default -> Character.toString(point);
        };
    }

    private static String named(int point) {
        String digits = Integer.toHexString(point).toUpperCase(Locale.ROOT);
        return "[U+" + "0".repeat(Math.max(0, 4 - digits.length())) + digits + "]";
    }
}
