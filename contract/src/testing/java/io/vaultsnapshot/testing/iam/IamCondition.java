package io.vaultsnapshot.testing.iam;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One operator of a condition on one key.
 *
 * @param operator the operator without its set prefix and without IfExists
 * @param set how a key with several values is taken: {@code ForAllValues:}, {@code ForAnyValue:} or nothing
 * @param ifExists whether a missing key fulfils it
 * @param key the condition key
 * @param values one of these has to fit, or none of them when the operator negates
 */
record IamCondition(String operator, String set, boolean ifExists, String key, List<String> values) {
    private static final String ALL = "ForAllValues:";
    private static final String ANY = "ForAnyValue:";
    private static final String IF_EXISTS = "IfExists";

    private interface Comparison {
        boolean fits(String expected, String actual, IamRequest request);
    }

    private static final Comparison LIKE = IamText::like;
    private static final Comparison EQUAL = IamText::equal;
    private static final Map<String, Comparison> COMPARISONS = Map.ofEntries(
            Map.entry("StringEquals", EQUAL),
            Map.entry("StringNotEquals", EQUAL),
            Map.entry("StringEqualsIgnoreCase", IamCondition::equalIgnoringCase),
            Map.entry("StringNotEqualsIgnoreCase", IamCondition::equalIgnoringCase),
            Map.entry("StringLike", LIKE),
            Map.entry("StringNotLike", LIKE),
            Map.entry("ArnEquals", LIKE),
            Map.entry("ArnNotEquals", LIKE),
            Map.entry("ArnLike", LIKE),
            Map.entry("ArnNotLike", LIKE),
            Map.entry("Bool", IamCondition::equalIgnoringCase),
            Map.entry("NumericEquals", (expected, actual, request) -> compare(actual, expected) == 0),
            Map.entry("NumericNotEquals", (expected, actual, request) -> compare(actual, expected) == 0),
            Map.entry("NumericLessThan", (expected, actual, request) -> compare(actual, expected) < 0),
            Map.entry("NumericLessThanEquals", (expected, actual, request) -> compare(actual, expected) <= 0),
            Map.entry("NumericGreaterThan", (expected, actual, request) -> compare(actual, expected) > 0),
            Map.entry("NumericGreaterThanEquals", (expected, actual, request) -> compare(actual, expected) >= 0));

    static IamCondition of(String operator, String key, List<String> values) {
        String set = operator.startsWith(ALL) ? ALL : operator.startsWith(ANY) ? ANY : "";
        String rest = operator.substring(set.length());
        boolean ifExists = rest.endsWith(IF_EXISTS);
        String bare = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
        if (bare.equals("Null") ? ifExists || !set.isEmpty() : !COMPARISONS.containsKey(bare)) {
            throw new UndecidedException("condition operator " + operator);
        }
        if (values.isEmpty()) {
            throw new UndecidedException("condition without a value on " + key);
        }
        IamKey.demandKnown(key);
        return new IamCondition(bare, set, ifExists, key, values);
    }

    boolean holds(IamRequest request) {
        List<String> actual = request.values(key);
        if (operator.equals("Null")) {
            return values.equals(List.of(String.valueOf(actual.isEmpty())));
        }
        if (actual.isEmpty()) {
            // What negates holds for a missing key, and so does a test of all its values.
            return ifExists || set.equals(ALL) || (isNegated() && !set.equals(ANY));
        }
        Predicate<String> fits = each -> fits(each, request);
        if (set.isEmpty() && actual.size() > 1) {
            throw new UndecidedException(operator + " on " + key + ", which has several values");
        }
        return set.equals(ANY) ? actual.stream().anyMatch(fits) : actual.stream().allMatch(fits);
    }

    private boolean fits(String actual, IamRequest request) {
        Comparison comparison = COMPARISONS.get(operator);
        boolean oneFits = values.stream().anyMatch(expected -> comparison.fits(expected, actual, request));
        return oneFits != isNegated();
    }

    private boolean isNegated() {
        return operator.contains("Not");
    }

    private static boolean equalIgnoringCase(String expected, String actual, IamRequest request) {
        return IamText.equal(expected.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT), request);
    }

    private static int compare(String actual, String expected) {
        return new BigDecimal(actual).compareTo(new BigDecimal(expected));
    }
}
