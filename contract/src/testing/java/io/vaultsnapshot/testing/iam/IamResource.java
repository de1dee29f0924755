package io.vaultsnapshot.testing.iam;

import java.util.Optional;

/**
 * A resource's own say.
 *
 * @param account the account that it belongs to
 * @param policy its policy; empty when it has none
 * @param isKey whether it is a KMS key: policies of identities count only where the key's policy leaves it to them
 */
public record IamResource(String account, Optional<IamPolicy> policy, boolean isKey) {
    /** Returns a resource without a policy, such as a function's alarm. */
    public static IamResource plain(String account) {
        return new IamResource(account, Optional.empty(), false);
    }

    boolean denies(IamRequest request) {
        return policy.stream().anyMatch(each -> each.deniesPrincipal(request));
    }

    /**
     * Returns whether the resource lets the request pass. An allowance for the principal itself counts even against a boundary:
     * that may be more than AWS allows, and never less.
     *
     * @param allowed whether the identity's policies allow it
     */
    boolean lets(IamRequest request, boolean allowed) {
        Optional<Naming> naming = policy.flatMap(each -> each.allowsPrincipal(request));
        if (isKey || !account.equals(request.principal().account())) {
            return naming.isPresent() && (allowed || (naming.get() == Naming.ITSELF && isOfTheAccount(request)));
        }
        return allowed || naming.equals(Optional.of(Naming.ITSELF));
    }

    private boolean isOfTheAccount(IamRequest request) {
        return account.equals(request.principal().account());
    }
}
