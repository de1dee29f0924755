package io.vaultsnapshot.cli.restore;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values in the places of a command's variables. */
final class CommandText {
    private static final Pattern QUOTED = Pattern.compile("\"\\$([A-Z0-9_]+)([^\"$]*)\"|\\$([A-Z0-9_]+)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/:=@%+,-]+");

    private final Map<RestoreVariable, String> values;

    CommandText(Map<RestoreVariable, String> values) {
        this.values = values;
    }

    /** Returns a command for people, in which a variable with a value is replaced by it. */
    String filled(String command) {
        return QUOTED.matcher(command).replaceAll(match -> Matcher.quoteReplacement(replacement(match)));
    }

    /** Returns a regular expression in which a variable is replaced by its value, taken literally. */
    Pattern pattern(String answer) {
        String filled = answer;
        for (Map.Entry<RestoreVariable, String> value : values.entrySet()) {
            filled = filled.replace(value.getKey().reference(), Pattern.quote(value.getValue()));
        }
        return Pattern.compile(filled);
    }

    private String replacement(MatchResult match) {
        String name = match.group(1) == null ? match.group(3) : match.group(1);
        for (Map.Entry<RestoreVariable, String> value : values.entrySet()) {
            if (value.getKey().name().equals(name)) {
                return match.group(1) == null ? value.getValue() : quoted(value.getValue() + match.group(2));
            }
        }
        return match.group();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
