package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;

/**
 * How long each part of a drill may take, so that all of them together end before the Job's deadline: a Job that Kubernetes ends
 * writes no proof.
 *
 * @param isolation until nothing answers any more: long against the seconds after which a policy takes effect
 * @param fetch the download
 * @param restore from the start of the server to the last reading: the snapshot is written twice
 */
record DrillTiming(long isolation, long fetch, long restore) {
    /** What is left for the start of the pod, its images, and the upload of the proof. */
    static final long START_AND_PROOF_SECONDS = 300;

    private static final long ISOLATION_SECONDS = 300;
    private static final int PARTS = 3;

    static DrillTiming of(ClusterSettings cluster) {
        long part = (Deadlines.drillJob(cluster).toSeconds() - START_AND_PROOF_SECONDS - ISOLATION_SECONDS) / PARTS;
        return new DrillTiming(ISOLATION_SECONDS, part, (PARTS - 1) * part);
    }
}
