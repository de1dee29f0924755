package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long the lock holds, and which lock, log and key are refused. */
class LockRulesTest {
    private static final String KEY = "arn:aws:kms:eu-north-1:111122223333:key/11111111-2222-3333-4444-555555555555";

    @Test
    void lockDays_leftOut_areTheLongestDeadlineAndTwoWeeks() {
        assertEquals(Duration.ofDays(40 + 14), days(Map.of("drillSchedule", "0 5 * * 0", "restoredWithinDays", 40)));
        assertEquals(Duration.ofDays(10 + 14), days(Map.of("rpoHours", 240)));
        // 241 hours are not ten full days.
        assertEquals(Duration.ofDays(11 + 14), days(Map.of("rpoHours", 241)));
    }

    @Test
    void lockDays_moreThanOneCluster_areThoseOfTheSlowest() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(Map.of("name", "fast"), Map.of("name", "slow", "rpoHours", 2400)));
        assertEquals(Duration.ofDays(100 + 14), SettingsParser.parse(block).get(FleetSetting.LOCK_DAYS));
    }

    @Test
    void lockDays_drillThatProvesNothing_doesNotCount() {
        assertEquals(
                Duration.ofDays(10 + 14),
                days(Map.of("rpoHours", 240, "drillSchedule", "0 5 1 * *", "drillUnseal", "none")));
    }

    @Test
    void lockDays_shorterThanDeadlineAndThreeDays_areRefusedWithBothNumbers() {
        Map<String, Object> block = SettingsSamples.withCluster("rpoHours", 240);
        block.put("lockDays", 13);
        assertEquals(Duration.ofDays(13), SettingsParser.parse(block).get(FleetSetting.LOCK_DAYS));
        block.put("lockDays", 12);
        Refusal.assertProblems(
                block,
                "lockDays: 12 days are too short for cluster 'prod': the last good snapshot may be 10 d old when you are"
                        + " told that no newer one was proven (rpoHours, restoredWithinDays), and people need 3 d to act;"
                        + " must be at least 13");
    }

    @Test
    void lockDays_notInTheLimitsOfS3_areRefused() {
        for (int days : List.of(0, 36_501)) {
            Map<String, Object> block = SettingsSamples.minimal();
            block.put("lockDays", days);
            Refusal.assertProblems(block, "lockDays: " + days + " is not allowed; must be days, 1 to 36500");
        }
    }

    @Test
    void accessLogBucket_sameAsTheBucket_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("bucket", "ours");
        block.put("accessLogBucket", "ours");
        Refusal.assertProblems(
                block,
                "accessLogBucket: 'ours' is the bucket of the snapshots; S3 writes no access log into a locked bucket");
    }

    @Test
    void recordSigningKey_thatIsASealKey_isRefused() {
        Map<String, Object> block = SettingsSamples.withCluster("sealKeyArns", KEY);
        block.put("recordSigningKeyArn", KEY);
        Refusal.assertProblems(
                block,
                "recordSigningKeyArn: is also a seal key of cluster 'prod'; a key that signs cannot seal, so one of the two"
                        + " is wrong");
    }

    private static Duration days(Map<String, ?> cluster) {
        return SettingsParser.parse(SettingsSamples.withCluster(cluster)).get(FleetSetting.LOCK_DAYS);
    }
}
