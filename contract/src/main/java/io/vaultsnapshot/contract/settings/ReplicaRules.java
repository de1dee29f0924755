package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsPartition;
import java.util.Optional;

/** Refuses a replica that is in the place of the bucket or out of its reach, and settings of a replica that does not exist. */
final class ReplicaRules {

    private ReplicaRules() {}

    static void check(JsonBlock block, Given<SnapshotSettings> given, Place home) {
        Optional<String> region = given.find(FleetSetting.REPLICA_REGION).flatMap(value -> value);
        if (region.isEmpty()) {
            if (!given.hasRefused(FleetSetting.REPLICA_REGION)) {
                checkAlone(block, given);
            }
            return;
        }
        Optional<String> account = given.find(FleetSetting.REPLICA_ACCOUNT).flatMap(value -> value);
        if (home.isKnown() && !given.hasRefused(FleetSetting.REPLICA_ACCOUNT)) {
            checkPlace(block, new Place(account.orElse(home.account()), region.get()), home);
        }
    }

    private static void checkPlace(JsonBlock block, Place replica, Place home) {
        if (replica.equals(home)) {
            block.problem(
                    FleetSetting.REPLICA_REGION,
                    "'" + replica.region() + "' in account " + home.account()
                            + " is the place of the bucket itself, so one fault would take both; use another region, or "
                            + FleetSetting.REPLICA_ACCOUNT);
        }
        Optional<String> own = AwsPartition.of(replica.region()).map(AwsPartition::id);
        Optional<String> bucket = AwsPartition.of(home.region()).map(AwsPartition::id);
        if (!own.equals(bucket)) {
            block.problem(
                    FleetSetting.REPLICA_REGION,
                    "'" + replica.region() + "' belongs to the partition " + own.orElse("?") + ", and the bucket in "
                            + home.region() + " to " + bucket.orElse("?")
                            + "; S3 copies nothing from one into the other");
        }
    }

    /** The defaults are allowed: the settings that the function gets have every value written out. */
    private static void checkAlone(JsonBlock block, Given<SnapshotSettings> given) {
        boolean account =
                given.find(FleetSetting.REPLICA_ACCOUNT).flatMap(value -> value).isPresent();
        boolean lag = given.find(FleetSetting.REPLICA_LAG)
                .filter(value -> !value.equals(FleetSetting.DEFAULT_REPLICA_LAG))
                .isPresent();
        boolean control = given.find(FleetSetting.REPLICA_TIME_CONTROL).orElse(false);
        refuse(block, account, FleetSetting.REPLICA_ACCOUNT);
        refuse(block, lag, FleetSetting.REPLICA_LAG);
        refuse(block, control, FleetSetting.REPLICA_TIME_CONTROL);
    }

    private static void refuse(JsonBlock block, boolean given, FleetSetting<?> setting) {
        if (given) {
            block.problem(setting, "needs " + FleetSetting.REPLICA_REGION + ": without it there is no second bucket");
        }
    }
}
