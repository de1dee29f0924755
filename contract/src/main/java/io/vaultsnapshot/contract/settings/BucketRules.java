package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.Optional;

/** Refuses what would let the bucket, its log or a key stand for something else. */
final class BucketRules {
    private BucketRules() {}

    static void check(JsonBlock block, Given<SnapshotSettings> given, List<ClusterSettings> clusters) {
        Optional<String> log = given.find(FleetSetting.ACCESS_LOG_BUCKET).flatMap(name -> name);
        if (log.isPresent() && log.equals(given.find(FleetSetting.BUCKET))) {
            block.problem(
                    FleetSetting.ACCESS_LOG_BUCKET,
                    "'" + log.get() + "' is the bucket of the snapshots; S3 writes no access log into a locked bucket");
        }
        given.find(FleetSetting.RECORD_SIGNING_KEY_ARN).flatMap(key -> key).ifPresent(key -> clusters.stream()
                .filter(cluster -> cluster.get(ClusterSetting.SEAL_KEY_ARNS).contains(key))
                .forEach(cluster -> block.problem(
                        FleetSetting.RECORD_SIGNING_KEY_ARN,
                        "is also a seal key of cluster '" + cluster.name()
                                + "'; a key that signs cannot seal, so one of the two is wrong")));
    }
}
