package io.vaultsnapshot.snapshot.archive.finding;

import java.util.Locale;

/**
 * Makes a name from an archive safe to show. Findings appear on terminals, in mails and in logs, and a hostile name
 * could forge a line there or fill the page.
 */
public final class Printable {
    /** The most characters of a quoted text. */
    static final int LIMIT = 80;

    private Printable() {}

    /** Returns the text in single quotes, everything but printable ASCII escaped, cut to {@value #LIMIT} characters. */
    public static String quoted(String text) {
        return "'" + plain(text, LIMIT) + "'";
    }

    /** Returns the text with everything but printable ASCII escaped. */
    public static String plain(String text) {
        return plain(text, Integer.MAX_VALUE);
    }

    private static String plain(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() >= limit) {
                return shown.append("…").toString();
            }
            char c = text.charAt(i);
            if (isPlain(c)) {
                shown.append(c);
            } else {
                shown.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            }
        }
        return shown.toString();
    }

    /** Returns whether the character is printable ASCII. */
    public static boolean isPlain(int c) {
        return c >= ' ' && c <= '~';
    }
}
