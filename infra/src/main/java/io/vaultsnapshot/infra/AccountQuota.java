package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What IAM gives an account until somebody asks for more. A large fleet can need more than that, and what else is in the account
 * is not known here. So it is said and not refused.
 *
 * <p>Source: "AWS Identity and Access Management endpoints and quotas" (AWS General Reference).
 */
enum AccountQuota {
    /** Roles of all kinds. */
    ROLES("IAM roles", "Roles per account", 1_000, 5_000),
    /** Issuers whose tokens IAM trusts: one for each EKS cluster with IRSA or with a drill. */
    ISSUERS("IAM OIDC providers", "OpenId connect providers per account", 100, 700);

    private final String what;
    private final String quota;
    private final int atFirst;
    private final int most;

    AccountQuota(String what, String quota, int atFirst, int most) {
        this.what = what;
        this.quota = quota;
        this.atFirst = atFirst;
        this.most = most;
    }

    /** Returns a sentence for each quota that the settings alone use up. */
    static List<String> notes(SnapshotSettings settings) {
        return Stream.of(values())
                .flatMap(each -> each.note(each.used(settings)).stream())
                .toList();
    }

    Optional<String> note(long used) {
        return used <= atFirst
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "These clusters need %,d %s, and an account has room for %,d. Before you deploy, ask for more in Service"
                                + " Quotas: IAM, \"%s\", up to %,d. Clusters with \"identity\": \"pod-identity\" share one"
                                + " role, and need a provider for drills only.",
                        used,
                        what,
                        atFirst,
                        quota,
                        most));
    }

    private long used(SnapshotSettings settings) {
        Stream<ClusterSettings> clusters = settings.clusters().stream();
        return switch (this) {
            case ROLES ->
                clusters.mapToLong(cluster -> (isIrsa(cluster) ? 1 : 0) + (hasDrill(cluster) ? 1 : 0))
                        .sum();
            case ISSUERS ->
                clusters.filter(cluster -> isIrsa(cluster) || hasDrill(cluster))
                        .map(cluster -> cluster.get(ClusterSetting.OIDC_ISSUER).orElse(cluster.name()))
                        .distinct()
                        .count();
        };
    }

    private static boolean isIrsa(ClusterSettings cluster) {
        return cluster.get(ClusterSetting.IDENTITY) == PodRole.IRSA;
    }

    private static boolean hasDrill(ClusterSettings cluster) {
        return cluster.drill().isPresent();
    }
}
