package io.vaultsnapshot.testing.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One statement of a policy.
 *
 * @param allows whether it allows; else it denies
 * @param principals by type; empty in a policy of an identity, which has none
 * @param actions patterns
 * @param resources patterns; empty in a trust policy, whose resource is the role
 * @param conditions all of them have to hold
 */
record IamStatement(
        boolean allows,
        Map<String, List<String>> principals,
        List<String> actions,
        List<String> resources,
        List<IamCondition> conditions) {
    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    private static final Set<String> PRINCIPALS = Set.of("AWS", "Service", "Federated");
    private static final String ANYBODY = "*";

    static IamStatement of(Map<?, ?> json) {
        json.keySet().forEach(key -> demand(KNOWN.contains(String.valueOf(key)), "element " + key));
        String effect = String.valueOf(json.get("Effect"));
        demand(effect.equals("Allow") || effect.equals("Deny"), "effect " + effect);
        List<String> actions = texts(json.get("Action"));
        demand(!actions.isEmpty(), "a statement without an action");
        return new IamStatement(
                effect.equals("Allow"),
                principals(json.get("Principal")),
                actions,
                json.containsKey("Resource") ? texts(json.get("Resource")) : List.of(),
                conditions(json.get("Condition")));
    }

    /** Returns how the request's principal is named: by itself, by its account, or not at all. */
    Optional<Naming> naming(IamPrincipal asking) {
        List<String> named = principals.getOrDefault(asking.type(), List.of());
        if (named.contains(ANYBODY) || named.contains(asking.id())) {
            return Optional.of(Naming.ITSELF);
        }
        return asking.type().equals("AWS") && named.stream().anyMatch(each -> isAccountOf(each, asking))
                ? Optional.of(Naming.ITS_ACCOUNT)
                : Optional.empty();
    }

    /** Returns whether action, resource and conditions are those of the request. */
    boolean isAbout(IamRequest request) {
        String action = request.action().toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(each -> IamText.like(each.toLowerCase(Locale.ROOT), action, request))
                && (resources.isEmpty()
                        || resources.stream().anyMatch(each -> IamText.like(each, request.resource(), request)))
                && conditions.stream().allMatch(condition -> condition.holds(request));
    }

    private static boolean isAccountOf(String named, IamPrincipal asking) {
        return named.equals(asking.account()) || named.matches("arn:[^:]*:iam::" + asking.account() + ":root");
    }

    private static Map<String, List<String>> principals(Object json) {
        if (json == null) {
            return Map.of();
        }
        if (json.equals(ANYBODY)) {
            return Map.of("AWS", List.of(ANYBODY), "Service", List.of(ANYBODY), "Federated", List.of(ANYBODY));
        }
        demand(json instanceof Map, "principal " + json);
        Map<?, ?> byType = (Map<?, ?>) json;
        byType.keySet().forEach(type -> demand(PRINCIPALS.contains(String.valueOf(type)), "principal " + type));
        return Map.copyOf(byType.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()), entry -> texts(entry.getValue()))));
    }

    private static List<IamCondition> conditions(Object json) {
        if (json == null) {
            return List.of();
        }
        List<IamCondition> conditions = new ArrayList<>();
        ((Map<?, ?>) json)
                .forEach((operator, keys) -> ((Map<?, ?>) keys)
                        .forEach((key, values) -> conditions.add(
                                IamCondition.of(String.valueOf(operator), String.valueOf(key), texts(values)))));
        return List.copyOf(conditions);
    }

    /** A text or a list of texts. Anything else, such as a reference that nobody has resolved, has no meaning here. */
    private static List<String> texts(Object json) {
        Stream<?> items = json instanceof List<?> list ? list.stream() : Stream.of(json);
        return items.map(item -> {
                    demand(item instanceof String || item instanceof Boolean || item instanceof Number, "value " + item);
                    return String.valueOf(item);
                })
                .toList();
    }

    private static void demand(boolean known, String what) {
        if (!known) {
            throw new UndecidedException(what);
        }
    }
}
