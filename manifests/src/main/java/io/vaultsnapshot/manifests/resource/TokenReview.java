package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.TokenReviewer;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.KubeClusterRoleBinding;
import org.cdk8s.plus25.k8s.KubeSecret;
import org.cdk8s.plus25.k8s.KubeServiceAccount;
import org.cdk8s.plus25.k8s.RoleRef;
import org.cdk8s.plus25.k8s.Subject;
import software.constructs.Construct;

/**
 * The account that may ask the API server whether a token is good. A server inside the cluster asks with its own
 * account; one outside gets a token of this account. Since Kubernetes 1.24 no such token exists unless it is declared,
 * as a Secret whose content the API server fills in; it is declared only when it is needed, since it does not expire.
 */
public final class TokenReview {
    private static final String RBAC_API = "rbac.authorization.k8s.io";

    /** Adds namespace, account, its right, and the declared token for a server outside the cluster. */
    public TokenReview(Construct scope, TokenReviewer reviewer) {
        new RestrictedNamespace(scope, KubernetesNames.REVIEWER_NAMESPACE, true);
        KubeServiceAccount.Builder.create(scope, "reviewer")
                .metadata(Metadata.of(KubernetesNames.REVIEWER_NAMESPACE, KubernetesNames.REVIEWER))
                .automountServiceAccountToken(false)
                .build();
        KubeClusterRoleBinding.Builder.create(scope, "binding")
                .metadata(Metadata.ofClusterScoped(KubernetesNames.REVIEWER_BINDING))
                .roleRef(RoleRef.builder()
                        .apiGroup(RBAC_API)
                        .kind("ClusterRole")
                        .name("system:auth-delegator")
                        .build())
                .subjects(List.of(Subject.builder()
                        .kind("ServiceAccount")
                        .namespace(KubernetesNames.REVIEWER_NAMESPACE)
                        .name(KubernetesNames.REVIEWER)
                        .build()))
                .build();
        if (reviewer == TokenReviewer.SECRET) {
            token(scope);
        }
    }

    private static void token(Construct scope) {
        KubeSecret.Builder.create(scope, "token")
                .metadata(Metadata.of(
                        KubernetesNames.REVIEWER_NAMESPACE,
                        KubernetesNames.REVIEWER_SECRET,
                        Map.of("kubernetes.io/service-account.name", KubernetesNames.REVIEWER)))
                .type("kubernetes.io/service-account-token")
                .build();
    }
}
