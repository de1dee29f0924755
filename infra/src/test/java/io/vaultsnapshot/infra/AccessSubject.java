package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.access.AccessIdentity;
import io.vaultsnapshot.testing.iam.IamIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An identity of the matrix in one template.
 *
 * @param identity which one
 * @param role its role
 * @param cluster the cluster that is its own; for a role of the fleet, the first one
 * @param session the condition keys that its sessions have
 */
record AccessSubject(
        AccessIdentity identity, IamIdentity role, ClusterSettings cluster, Map<String, List<String>> session) {
    /** Returns all that a template has. */
    static List<AccessSubject> of(SnapshotSettings settings, TemplateIam iam) {
        List<AccessSubject> subjects = new ArrayList<>();
        for (ClusterSettings cluster : settings.clusters()) {
            IamIdentity writer = iam.role(cluster.get(ClusterSetting.WRITER_ROLE));
            if (cluster.get(ClusterSetting.IDENTITY) == PodRole.IRSA) {
                AccessIdentity job =
                        cluster.isInAnotherAccount() ? AccessIdentity.FOREIGN_WRITER : AccessIdentity.WRITER;
                subjects.add(new AccessSubject(job, writer, cluster, Map.of()));
            } else {
                subjects.add(new AccessSubject(AccessIdentity.SHARED_WRITER, writer, cluster, tags(cluster)));
                subjects.add(new AccessSubject(AccessIdentity.UNTAGGED_WRITER, writer, cluster, Map.of()));
            }
            if (cluster.drill().isPresent()) {
                subjects.add(new AccessSubject(AccessIdentity.DRILL, iam.role(cluster.drillRole()), cluster, Map.of()));
            }
        }
        ClusterSettings first = settings.clusters().get(0);
        AccessIdentity verifier =
                settings.retention().isPresent() ? AccessIdentity.RETAINING_VERIFIER : AccessIdentity.VERIFIER;
        subjects.add(new AccessSubject(verifier, iam.role(verifierRole(settings)), first, Map.of()));
        subjects.add(new AccessSubject(AccessIdentity.WIDGET, iam.role("WidgetRole"), first, Map.of()));
        if (!settings.get(FleetSetting.RESTORERS).isEmpty()) {
            IamIdentity restorer = iam.role(AwsNames.restorerRole(settings.region()));
            subjects.add(new AccessSubject(AccessIdentity.RESTORER, restorer, first, Map.of()));
        }
        if (!settings.get(FleetSetting.AUDITORS).isEmpty()) {
            IamIdentity auditor = iam.role(AwsNames.auditorRole(settings.region()));
            subjects.add(new AccessSubject(AccessIdentity.AUDITOR, auditor, first, Map.of()));
        }
        if (settings.replica().isPresent()) {
            IamIdentity copier = iam.role(AwsNames.replicationRole(settings.region()));
            subjects.add(new AccessSubject(AccessIdentity.REPLICATION, copier, first, Map.of()));
        }
        return subjects;
    }

    private static String verifierRole(SnapshotSettings settings) {
        return settings.replica()
                .filter(replica -> !replica.account().equals(settings.account()))
                .map(replica -> AwsNames.verifierRole(settings.region()))
                .orElse("VerifierRole");
    }

    private static Map<String, List<String>> tags(ClusterSettings cluster) {
        return new TreeMap<>(Map.of(
                "aws:PrincipalTag/eks-cluster-name", List.of(cluster.name()),
                "aws:PrincipalTag/kubernetes-namespace",
                        List.of(cluster.serviceAccount().namespace()),
                "aws:PrincipalTag/kubernetes-service-account",
                        List.of(cluster.serviceAccount().name())));
    }

    @Override
    public String toString() {
        return identity.id() + " of " + cluster.name();
    }
}
