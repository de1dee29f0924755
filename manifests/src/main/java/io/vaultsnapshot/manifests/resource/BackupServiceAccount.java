package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.Map;
import org.cdk8s.plus25.k8s.KubeServiceAccount;
import software.constructs.Construct;

/**
 * The ServiceAccount of the backup job. Its annotation is what EKS reads to give its pods the writer role; it needs no
 * right in Kubernetes, so it has none and no token of it is mounted by default.
 */
public final class BackupServiceAccount {
    /** Adds the ServiceAccount. */
    public BackupServiceAccount(Construct scope, SnapshotSettings settings, ClusterSettings cluster) {
        ServiceAccountRef account = cluster.serviceAccount();
        String role =
                AwsNames.roleArn(settings.partition(), settings.account(), cluster.get(ClusterSetting.WRITER_ROLE));
        KubeServiceAccount.Builder.create(scope, "service-account")
                .metadata(Metadata.of(
                        account.namespace(), account.name(), Map.of(KubernetesNames.ROLE_ARN_ANNOTATION, role)))
                .automountServiceAccountToken(false)
                .build();
    }
}
