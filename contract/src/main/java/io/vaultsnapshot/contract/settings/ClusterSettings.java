package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator chooses for one EKS cluster.
 *
 * @param name the EKS cluster's name
 * @param group the clusters that are watched together with it
 * @param oidcIssuer URL of its OIDC issuer, or null when it is to be looked up at synth
 * @param writerRole name of the IAM role that its backup job assumes
 * @param serviceAccount ServiceAccount of the backup job
 * @param job how and when the job runs
 * @param recovery how much may be lost, and when that is proven
 * @param vault the server and the login
 * @param trust what its snapshots must be like
 */
public record ClusterSettings(
        String name,
        String group,
        @Nullable String oidcIssuer,
        String writerRole,
        ServiceAccountRef serviceAccount,
        BackupJobSettings job,
        RecoverySettings recovery,
        VaultSettings vault,
        TrustSettings trust) {
    /** Checks every value against its key's form. */
    public ClusterSettings {
        ClusterSetting.NAME.check(name);
        ClusterSetting.GROUP.check(group);
        if (oidcIssuer != null) {
            ClusterSetting.OIDC_ISSUER.check(oidcIssuer);
        }
        ClusterSetting.WRITER_ROLE.check(writerRole);
        ClusterSetting.NAMESPACE.check(serviceAccount.namespace());
        ClusterSetting.SERVICE_ACCOUNT.check(serviceAccount.name());
    }

    /** Creates settings of a cluster whose snapshots must be like any other's. */
    public ClusterSettings(
            String name,
            String group,
            @Nullable String oidcIssuer,
            String writerRole,
            ServiceAccountRef serviceAccount,
            BackupJobSettings job,
            RecoverySettings recovery,
            VaultSettings vault) {
        this(name, group, oidcIssuer, writerRole, serviceAccount, job, recovery, vault, TrustSettings.DEFAULT);
    }

    /** Returns the KMS keys that may seal the server, or none when they are not told. */
    public List<String> sealKeyArns() {
        return trust.sealKeyArns();
    }

    /** Returns the path of the cluster's Kubernetes auth mount, without {@code auth/}. */
    public String authMount() {
        return KubernetesNames.authMount(name);
    }
}
