package io.vaultsnapshot.contract.settings;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first place at which a text is not one JSON object, in words for the person who wrote it. JSON parsers name their own
 * tokens instead, each in another way. Source of the grammar: RFC 8259.
 */
public final class JsonSlip {
    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]*");
    private static final Pattern TEXT =
            Pattern.compile("\"((?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9A-Fa-f]{4}))*)\"");
    private static final Pattern SCALAR =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");
    private static final int DEEPEST = 64;

    private final String text;
    private int at;

    private JsonSlip(String text) {
        this.text = text;
    }

    /** Returns what is wrong and where, such as {@code line 3, column 7: …}, or empty for a JSON object. */
    public static Optional<String> find(String text) {
        JsonSlip reader = new JsonSlip(text);
        try {
            reader.document();
            return Optional.empty();
        } catch (SlipException slip) {
            String before = text.substring(0, reader.at);
            int line = (int) before.chars().filter(each -> each == '\n').count() + 1;
            return Optional.of(
                    "line " + line + ", column " + (reader.at - before.lastIndexOf('\n')) + ": " + slip.getMessage());
        }
    }

    private void document() {
        space();
        if (at == text.length()) {
            throw new SlipException("the file is empty; it must hold an object, { ... }");
        }
        if (text.charAt(at) != '{') {
            throw new SlipException("it starts with " + here() + "; it must hold an object, { ... }");
        }
        value(0);
        space();
        if (at < text.length()) {
            throw new SlipException(
                    "the object has ended, and " + here() + " follows; is there a brace too many before it?");
        }
    }

    private void value(int depth) {
        space();
        if (depth > DEEPEST) {
            throw new SlipException("more than " + DEEPEST + " objects or lists in each other");
        }
        if (next('{')) {
            members(depth);
        } else if (next('[')) {
            elements(depth);
        } else if (!match(TEXT) && !match(SCALAR)) {
            throw new SlipException("a value is expected, not " + here() + quotes());
        }
    }

    private void members(int depth) {
        Set<String> keys = new HashSet<>();
        space();
        if (next('}')) {
            return;
        }
        do {
            space();
            refuseTrailingComma('}');
            int start = at;
            if (!match(TEXT)) {
                throw new SlipException("a key in double quotes is expected, not " + here());
            }
            if (!keys.add(text.substring(start, at))) {
                String key = text.substring(start, at);
                at = start;
                throw new SlipException("the key " + key + " is there twice in this object; remove one");
            }
            space();
            if (!next(':')) {
                throw new SlipException("a colon is expected after the key, not " + here());
            }
            value(depth + 1);
            space();
        } while (next(','));
        end('}', "object");
    }

    private void elements(int depth) {
        space();
        if (next(']')) {
            return;
        }
        do {
            space();
            refuseTrailingComma(']');
            value(depth + 1);
            space();
        } while (next(','));
        end(']', "list");
    }

    private void end(char bracket, String what) {
        if (!next(bracket)) {
            throw new SlipException(
                    "a comma, or " + bracket + " as the end of the " + what + ", is expected, not " + here());
        }
    }

    private void refuseTrailingComma(char end) {
        if (at < text.length() && text.charAt(at) == end) {
            throw new SlipException(
                    "a comma stands before this " + end + "; remove it, JSON has no comma after the last one");
        }
    }

    private void space() {
        match(SPACE);
        if (text.startsWith("//", at) || text.startsWith("/*", at) || text.startsWith("#", at)) {
            throw new SlipException("a comment; JSON has none, remove it");
        }
    }

    private boolean next(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private boolean match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private String here() {
        return at == text.length() ? "the end of the file" : "'" + text.charAt(at) + "'";
    }

    private String quotes() {
        return at < text.length() && (Character.isLetter(text.charAt(at)) || text.charAt(at) == '\'')
                ? "; texts stand in double quotes"
                : "";
    }

    private static final class SlipException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SlipException(String message) {
            super(message, null, false, false);
        }
    }
}
