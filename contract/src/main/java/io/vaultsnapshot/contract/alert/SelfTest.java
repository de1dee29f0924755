package io.vaultsnapshot.contract.alert;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.time.Duration;

/**
 * The self-test of the alert path. The verifier writes a snapshot that is cut off, under a name that no cluster can have.
 * All that follows is what a real snapshot gets: S3's event, the rule, the verification, the topic.
 */
public final class SelfTest {
    /** The name that takes a cluster's place in the planted snapshot's key. */
    public static final String CLUSTER = "alert-path-self-test";
    /** EventBridge's {@code detail-type} of the event that starts it. */
    public static final String DETAIL_TYPE = "Alert Path Self-Test";
    /**
     * When it runs: every six days or sooner, at 10:05 UTC. CloudWatch looks back seven days at most. A test each week
     * would leave the alarm on its absence no day to spare.
     */
    public static final String SCHEDULE = "cron(5 10 1/6 * ? *)";
    /** The runbook's section about it. */
    public static final String RUNBOOK_ANCHOR = "self-test";
    /** The longest time between two runs. */
    public static final Duration LONGEST_GAP = Duration.ofDays(6);

    private SelfTest() {}

    /** Returns whether the name is the self-test's, and no cluster's. */
    public static boolean isOf(String cluster) {
        return cluster.equals(CLUSTER);
    }

    /** Returns what the keys of planted snapshots start with. */
    public static String prefix() {
        return SnapshotKey.prefix(CLUSTER);
    }
}
