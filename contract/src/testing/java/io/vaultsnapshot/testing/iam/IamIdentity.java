package io.vaultsnapshot.testing.iam;

import java.util.List;
import java.util.Optional;

/**
 * A role with everything that decides what its sessions may do.
 *
 * @param arn the role's ARN
 * @param trust who may assume it
 * @param policies what they may do, together
 * @param boundary what they may do at most, or empty when nothing limits them
 */
public record IamIdentity(String arn, IamPolicy trust, List<IamPolicy> policies, Optional<IamPolicy> boundary) {
    /** Copies the list. */
    public IamIdentity {
        policies = List.copyOf(policies);
    }

    /** Returns whether the principal of the request can assume the role, as far as the role decides it. */
    public boolean canBeAssumed(IamRequest request) {
        return trust.allowsPrincipal(request).isPresent() && !trust.deniesPrincipal(request);
    }

    /**
     * Returns whether a session may do what the request asks for.
     *
     * @param resource the policy of the resource, and whose it is
     */
    public boolean may(IamRequest request, IamResource resource) {
        boolean denied = policies.stream().anyMatch(each -> each.denies(request))
                || boundary.stream().anyMatch(each -> each.denies(request))
                || resource.denies(request);
        boolean allowed = policies.stream().anyMatch(each -> each.allows(request))
                && boundary.stream().allMatch(each -> each.allows(request));
        return !denied && resource.lets(request, allowed);
    }
}
