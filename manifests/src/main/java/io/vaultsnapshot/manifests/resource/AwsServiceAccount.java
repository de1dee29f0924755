package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.Map;
import org.cdk8s.plus25.k8s.KubeServiceAccount;
import org.jspecify.annotations.Nullable;
import software.constructs.Construct;

/**
 * A Job's ServiceAccount. Its annotation is what EKS reads to give its pods an IAM role; it needs no right in Kubernetes, so it
 * has none and no token of it is mounted by default.
 */
public final class AwsServiceAccount {
    /**
     * Adds the ServiceAccount.
     *
     * @param role the name of the IAM role that EKS gives by the annotation; null with EKS Pod Identity, which has associations
     *     of its own instead
     */
    public AwsServiceAccount(
            Construct scope, SnapshotSettings settings, ServiceAccountRef account, @Nullable String role) {
        Map<String, String> annotations = role == null
                ? Map.of()
                : Map.of(
                        KubernetesNames.ROLE_ARN_ANNOTATION,
                        AwsNames.roleArn(
                                settings.partition(), settings.account(), settings.get(FleetSetting.ROLE_PATH), role));
        KubeServiceAccount.Builder.create(scope, "service-account")
                .metadata(Metadata.of(account.namespace(), account.name(), annotations))
                .automountServiceAccountToken(false)
                .build();
    }
}
