package io.vaultsnapshot.testing.iam;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of a policy with the wildcards {@code *} and {@code ?} and variables such as {@code ${aws:PrincipalTag/team}}. */
final class IamText {
    private static final Pattern PART = Pattern.compile("\\$\\{([^}]*)}|\\*|\\?|[^*?$]+|\\$");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z0-9]+:[A-Za-z0-9/_-]+");

    private IamText() {}

    /** Returns whether the pattern, with its variables replaced, is the whole value. A wildcard in a variable's value is none. */
    static boolean like(String pattern, String value, IamRequest request) {
        return regex(pattern, true, request)
                .map(regex -> regex.matcher(value).matches())
                .orElse(false);
    }

    /** As above, where wildcards are characters like any other. */
    static boolean equal(String text, String value, IamRequest request) {
        return regex(text, false, request)
                .map(regex -> regex.matcher(value).matches())
                .orElse(false);
    }

    /** Returns no regex when a variable has no value: nothing matches then. */
    private static Optional<Pattern> regex(String text, boolean wildcards, IamRequest request) {
        StringBuilder regex = new StringBuilder();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            String variable = part.group(1);
            if (variable != null) {
                Optional<String> value = value(variable, request);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                regex.append(Pattern.quote(value.get()));
            } else if (wildcards && part.group().equals("*")) {
                regex.append(".*");
            } else if (wildcards && part.group().equals("?")) {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(part.group()));
            }
        }
        return Optional.of(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    private static Optional<String> value(String variable, IamRequest request) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new UndecidedException("variable ${" + variable + "}");
        }
        IamKey.demandKnown(variable);
        return switch (request.values(variable).size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(request.values(variable).get(0));
            default -> throw new UndecidedException("variable ${" + variable + "} with more than one value");
        };
    }
}
