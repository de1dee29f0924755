package io.vaultsnapshot.manifests.resource;

import io.vaultsnapshot.contract.settings.BackupJobSettings;

/**
 * The numbers of the backup job that follow from its deadline, so that they cannot contradict it.
 *
 * @param attempts how often one pod tries to log in, save and check
 * @param retrySeconds pause between two tries: long enough for a new leader, short against the deadline
 * @param answerSeconds how long one answer of the server may take; half the deadline, so that a server that hangs
 *     leaves time to report the error, and a healthy one leaves time for check and upload
 */
record BackupJobTiming(int attempts, long retrySeconds, long answerSeconds) {
    /** How often Kubernetes starts another pod after one failed. When a node dies, the pod's own retries are lost. */
    static final int BACKOFF_LIMIT = 2;
    /** How long a pod that is stopped has to revoke its token and remove its file. */
    static final int TERMINATION_GRACE_SECONDS = 30;

    private static final int ATTEMPTS = 3;
    private static final long LONGEST_RETRY_SECONDS = 60;

    static BackupJobTiming of(BackupJobSettings job) {
        long deadline = job.jobDeadline().toSeconds();
        return new BackupJobTiming(ATTEMPTS, Math.min(LONGEST_RETRY_SECONDS, deadline / 60), deadline / 2);
    }
}
