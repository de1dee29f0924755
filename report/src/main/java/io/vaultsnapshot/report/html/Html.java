package io.vaultsnapshot.report.html;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A piece of HTML. There is no way to make one of markup from outside: what comes in as text stays text, and elements come from
 * the closed lists {@link Tag} and {@link Attribute}.
 */
public final class Html {
    /** Nothing. */
    public static final Html EMPTY = new Html("");

    private final String markup;

    private Html(String markup) {
        this.markup = markup;
    }

    /** Returns a text, whatever it holds, as a reader sees it. */
    public static Html text(String text) {
        return new Html(escaped(ShownText.of(text)));
    }

    /** Returns pieces one after the other. */
    public static Html of(Html... pieces) {
        return of(Arrays.asList(pieces));
    }

    /** Returns pieces one after the other. */
    public static Html of(Collection<Html> pieces) {
        return new Html(pieces.stream().map(each -> each.markup).collect(Collectors.joining()));
    }

    /** Returns markup that this package made. */
    static Html markup(String markup) {
        return new Html(markup);
    }

    /** Escapes for content and for values in double quotes: HTML Living Standard, 13.1.2.3 and 13.1.4. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(each);
            }
        }
        return escaped.toString();
    }

    /** Returns the markup. */
    @Override
    public String toString() {
        return markup;
    }
}
