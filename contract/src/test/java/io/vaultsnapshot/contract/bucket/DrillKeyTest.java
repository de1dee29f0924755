package io.vaultsnapshot.contract.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillKeyTest {
    private static final DrillKey KEY = new DrillKey("prod", Instant.parse("2026-11-01T04:00:09Z"));

    @Test
    void format_key_isParsedBackAndHasItsRecordBesideTheSnapshots() {
        assertEquals("drills/prod/drill_20261101_040009.json", KEY.format());
        assertEquals(Optional.of(KEY), DrillKey.parse(KEY.format()));
        assertEquals("records/prod/drill_20261101_040009.json", KEY.recordKey());
        assertEquals(Optional.of(KEY), DrillKey.ofRecord(KEY.recordKey()));
    }

    @Test
    void recordKey_ofDrill_isNoSnapshotsRecord() {
        assertEquals(Optional.empty(), SnapshotKey.ofRecord(KEY.recordKey()));
        assertEquals(Optional.empty(), DrillKey.ofRecord(new SnapshotKey("prod", KEY.startedAt()).recordKey()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "drills/",
                "drills/prod/",
                "drills//drill_20261101_040009.json",
                "drills/prod/drill_20261101_040009.snap",
                "drills/prod/drill_20261101_040009.json.json",
                "drills/prod/vault_20261101_040009.json",
                "drills/prod/drill_20261301_040009.json",
                "drills/prod/drill_2026110_0400090.json",
                "drills/prod/x/drill_20261101_040009.json",
                "drills/../drill_20261101_040009.json",
                "drills/-a/drill_20261101_040009.json",
                "snapshots/prod/drill_20261101_040009.json",
                " drills/prod/drill_20261101_040009.json"
            })
    void parse_anotherForm_isEmpty(String key) {
        assertEquals(Optional.empty(), DrillKey.parse(key));
    }

    @Test
    void isInFuture_tenMinutesForClocks_areGranted() {
        assertFalse(KEY.isInFuture(KEY.startedAt().minusSeconds(600)));
        assertTrue(KEY.isInFuture(KEY.startedAt().minusSeconds(601)));
    }
}
