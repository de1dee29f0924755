package io.vaultsnapshot.testing.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A policy document.
 *
 * @param statements its statements
 */
public record IamPolicy(List<IamStatement> statements) {
    private static final Set<String> KNOWN = Set.of("Version", "Id", "Statement");
    private static final String VERSION = "2012-10-17";

    /** Reads a document as a JSON parser hands it over. An older version of the language, in which variables are texts, is refused. */
    public static IamPolicy of(Map<?, ?> json) {
        if (!VERSION.equals(json.get("Version")) || !KNOWN.containsAll(json.keySet())) {
            throw new UndecidedException("policy with " + json.keySet() + ", version " + json.get("Version"));
        }
        List<IamStatement> statements = new ArrayList<>();
        Object all = json.get("Statement");
        (all instanceof List<?> list ? list : List.of(all))
                .forEach(statement -> statements.add(IamStatement.of((Map<?, ?>) statement)));
        return new IamPolicy(List.copyOf(statements));
    }

    /** As the policy of an identity: whether a statement allows the request. */
    boolean allows(IamRequest request) {
        return statements.stream().anyMatch(each -> each.allows() && isOfIdentity(each) && each.isAbout(request));
    }

    /** As the policy of an identity: whether a statement denies the request. */
    boolean denies(IamRequest request) {
        return statements.stream().anyMatch(each -> !each.allows() && isOfIdentity(each) && each.isAbout(request));
    }

    /** As the policy of a resource: how strongly it allows the request. */
    Optional<Naming> allowsPrincipal(IamRequest request) {
        return statements.stream()
                .filter(each -> each.allows() && each.isAbout(request))
                .flatMap(each -> each.naming(request.principal()).stream())
                .min(Naming::compareTo);
    }

    /** As the policy of a resource: whether a statement denies the request. */
    boolean deniesPrincipal(IamRequest request) {
        return statements.stream()
                .anyMatch(each -> !each.allows()
                        && each.isAbout(request)
                        && each.naming(request.principal()).isPresent());
    }

    private static boolean isOfIdentity(IamStatement statement) {
        if (!statement.principals().isEmpty() || statement.resources().isEmpty()) {
            throw new UndecidedException("an identity's statement with a principal or without a resource");
        }
        return true;
    }
}
