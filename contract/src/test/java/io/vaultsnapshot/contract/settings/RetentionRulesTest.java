package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.retention.KeepPeriod;
import io.vaultsnapshot.contract.retention.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A retention is whole or refused. */
class RetentionRulesTest {
    @Test
    void retention_leftOut_keepsEverySnapshot() {
        assertEquals(
                Optional.empty(),
                SettingsParser.parse(SettingsSamples.minimal()).retention());
    }

    @Test
    void retention_given_hasEveryCount() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(
                Map.of("retentionDays", 30, "keepHourly", 721, "keepDaily", 31, "keepWeekly", 5, "keepMonthly", 2));
        block.putAll(Map.of("keepYearly", 1, "keepAtLeast", 7));

        Map<KeepPeriod, Integer> counts = Map.of(
                KeepPeriod.HOUR, 721, KeepPeriod.DAY, 31, KeepPeriod.WEEK, 5, KeepPeriod.MONTH, 2, KeepPeriod.YEAR, 1);
        assertEquals(
                Optional.of(new Retention(Duration.ofDays(30), counts, 7)),
                SettingsParser.parse(block).retention());
    }

    @Test
    void parse_countWithoutDays_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(Map.of("keepMonthly", 12, "keepAtLeast", 5));

        assertEquals(
                List.of(
                        "keepMonthly: needs retentionDays: without it every snapshot is kept for ever",
                        "keepAtLeast: needs retentionDays: without it every snapshot is kept for ever"),
                Refusal.problems(() -> SettingsParser.parse(block)));
    }

    @Test
    void parse_countWithinTheDays_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(Map.of("retentionDays", 30, "keepDaily", 30, "keepWeekly", 4));

        assertEquals(
                List.of(
                        "keepDaily: 30 keeps nothing: retentionDays 30 keeps every snapshot of that time; must be more than"
                                + " 30, or remove it",
                        "keepWeekly: 4 keeps nothing: retentionDays 30 keeps every snapshot of that time; must be more than"
                                + " 4, or remove it"),
                Refusal.problems(() -> SettingsParser.parse(block)));
    }

    @Test
    void parse_fewerDaysThanTheLock_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.putAll(Map.of("retentionDays", 30, "lockDays", 31));

        assertEquals(
                List.of("retentionDays: 30 days are less than the 31 of lockDays, in which nothing can go; must be at"
                        + " least 31"),
                Refusal.problems(() -> SettingsParser.parse(block)));
    }

    @Test
    void parse_fewerDaysThanTheDerivedLock_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("retentionDays", 17);

        assertEquals(
                List.of("retentionDays: 17 days are less than the 18 of lockDays, in which nothing can go; must be at"
                        + " least 18, or set lockDays"),
                Refusal.problems(() -> SettingsParser.parse(block)));
    }
}
