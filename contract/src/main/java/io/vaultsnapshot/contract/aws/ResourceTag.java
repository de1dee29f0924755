package io.vaultsnapshot.contract.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that every resource of the stack gets.
 *
 * @param key 1 to 128 characters; AWS keeps those that start with {@code aws:} to itself
 * @param value at most 256 characters
 */
public record ResourceTag(String key, String value) {
    private static final String CHARACTERS = "[A-Za-z0-9 _.:/+@-]";
    private static final Pattern FORM =
            Pattern.compile("(?!aws:)(" + CHARACTERS + "{1,128})=(" + CHARACTERS + "{0,256})");

    /** Returns the tag, or empty when the text is not {@code key=value}. */
    public static Optional<ResourceTag> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new ResourceTag(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
