package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What the reader of an alert does first.
 *
 * @param sentence in words
 * @param command the command to run, or null when there is nothing to run
 */
record NextStep(String sentence, @Nullable String command) {
    private static final String SHOW_DRILL =
            "kubectl --context \"$CONTEXT\" -n " + DrillNames.NAMESPACE + " get cronjobs,jobs,pods";

    static NextStep of(Alert alert, AlertLinks links) {
        return switch (alert.kind()) {
            case PROBLEM, REMINDER -> ofProblem(alert, links);
            case NOTICE -> new NextStep(alert.findings().get(0).code().hint(), null);
            case RECOVERY, PAUSE, RESUME -> new NextStep("nothing.", null);
        };
    }

    private static NextStep ofProblem(Alert alert, AlertLinks links) {
        String status = links.showStatus(alert.cluster());
        return switch (alert.situation().cause()) {
            case SNAPSHOT_OVERDUE, SNAPSHOT_AWAITED ->
                new NextStep("see in the cluster why the backup job did not finish.", showJobs(alert));
            case FIRST_SNAPSHOT_OVERDUE, FIRST_SNAPSHOT_AWAITED ->
                new NextStep("see whether the manifests are applied and the backup job can run.", showJobs(alert));
            case SNAPSHOT_CORRUPT ->
                new NextStep(
                        "do not restore this snapshot. Take another one, then see what is wrong:",
                        verify(alert, links));
            case SNAPSHOT_SUSPECT ->
                new NextStep(
                        "compare it with the last proven one. Acknowledge it only if the change was meant.",
                        compare(alert, links));
            case SNAPSHOT_OVERWRITTEN ->
                new NextStep(
                        "find out who wrote it, and take the role away from them. The original is safe. See all of it:",
                        "./vault-snapshot audit " + alert.cluster() + " --bucket " + links.bucket());
            case SNAPSHOT_UNREADABLE, PROOF_AWAITED ->
                new NextStep(
                        "see whether you can read it: rights on bucket and key, state of the key, size.",
                        verify(alert, links));
            case FORMAT_UNKNOWN -> new NextStep("update Vault Snapshot, then verify it again.", verify(alert, links));
            case SEAL_KEY_UNUSABLE ->
                new NextStep("make the key usable before the server restarts: the server needs it too.", status);
            case SEAL_KEY_UNCHECKED ->
                new NextStep("let the verifier ask KMS about the key: sealKeyArns, and the key's policy.", status);
            case INTACT_PROOF_EXPIRED, UNSEALABLE_PROOF_EXPIRED ->
                new NextStep("see which snapshots arrived and what was found in them.", status);
            case DRILL_FAILED -> new NextStep(drillHint(alert), links.showDrill(alert));
            case DRILL_OVERDUE -> new NextStep("see in the cluster why the restore drill did not finish.", SHOW_DRILL);
            case RESTORED_PROOF_EXPIRED ->
                new NextStep("see which drills ran and how they ended.", links.listDrills(alert.cluster()));
            case REPLICA_BEHIND ->
                new NextStep(
                        "see what S3 says about the copy. FAILED: rights of the replication role, key of the replica.",
                        links.showReplication(alert));
            case REPLICA_UNREADABLE ->
                new NextStep("see whether the replica's bucket is there and lets the verifier list it.", status);
            case PROVEN, PAUSE -> new NextStep("see how the cluster stands.", status);
        };
    }

    private static String drillHint(Alert alert) {
        DrillEnd drill = alert.situation().drill();
        return drill == null ? "see how the drill ended." : drill.outcome().hint();
    }

    /** The labels name the cluster. In the context of another one the command finds nothing. */
    private static String showJobs(Alert alert) {
        return "kubectl --context \"$CONTEXT\" get cronjobs,jobs,pods --all-namespaces -l " + KubernetesNames.APP_LABEL
                + "=" + KubernetesNames.APP + "," + KubernetesNames.CLUSTER_LABEL + "="
                + KubernetesNames.clusterLabelValue(alert.cluster());
    }

    private static String verify(Alert alert, AlertLinks links) {
        SnapshotKey snapshot = alert.snapshot();
        return snapshot == null ? links.showStatus(alert.cluster()) : "./vault-snapshot verify " + links.s3(snapshot);
    }

    private static String compare(Alert alert, AlertLinks links) {
        ProvenSnapshot proven = alert.lastProven();
        SnapshotKey snapshot = alert.snapshot();
        return proven == null || snapshot == null
                ? verify(alert, links)
                : "./vault-snapshot inspect --diff " + links.s3(proven.key()) + " " + links.s3(snapshot);
    }
}
