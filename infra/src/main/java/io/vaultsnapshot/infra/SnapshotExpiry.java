package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.retention.Retention;
import io.vaultsnapshot.contract.retention.SupersededTag;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.LifecycleRule;

/** When snapshots go, in the bucket and in its replica alike. */
final class SnapshotExpiry {
    private static final int SELF_TEST_KEPT_DAYS = 14;

    private SnapshotExpiry() {}

    /** Returns the rules by which the retention lets snapshots go; none without a retention. */
    static List<LifecycleRule> superseded(SnapshotSettings settings) {
        return settings.retention()
                .map(retention -> List.of(expireSuperseded(retention), removeEmptyDeleteMarkers()))
                .orElse(List.of());
    }

    /** S3 expires nothing that is locked. A rule that says less would promise what does not happen. */
    static Duration afterTheLock(SnapshotSettings settings, int days) {
        return Duration.days(Math.max(days, LockedBucket.lockDays(settings) + 1));
    }

    /**
     * S3 hides a tagged version under a delete marker when it is old enough, and removes it days later. A version without
     * the tag stays, wherever it lies.
     */
    private static LifecycleRule expireSuperseded(Retention retention) {
        return LifecycleRule.builder()
                .id("expire-superseded-snapshots")
                .prefix(SnapshotKey.ROOT)
                .tagFilters(Map.of(SupersededTag.KEY, SupersededTag.VALUE))
                .expiration(Duration.days(retention.leastAge().toDays()))
                .noncurrentVersionExpiration(Duration.days(Retention.HIDDEN.toDays()))
                .build();
    }

    /** Removes what is left when the version below is gone. S3 takes no tag in this rule, and it deletes no version. */
    private static LifecycleRule removeEmptyDeleteMarkers() {
        return LifecycleRule.builder()
                .id("remove-empty-delete-markers")
                .prefix(SnapshotKey.ROOT)
                .expiredObjectDeleteMarker(true)
                .build();
    }

    /** Snapshots that the self-test plants, damaged on purpose. No cluster can have their prefix. */
    static LifecycleRule selfTests(SnapshotSettings settings) {
        return LifecycleRule.builder()
                .id("expire-self-tests")
                .prefix(SelfTest.prefix())
                .expiration(Duration.days(SELF_TEST_KEPT_DAYS))
                .noncurrentVersionExpiration(afterTheLock(settings, SELF_TEST_KEPT_DAYS))
                .build();
    }
}
