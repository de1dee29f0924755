package io.vaultsnapshot.contract.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunKeyTest {
    private static final RunKey KEY = new RunKey("prod", Instant.parse("2026-11-23T02:00:04.9Z"));

    @Test
    void format_parsed_isTheSameKey() {
        assertEquals("runs/prod/run_20261123_020004.json", KEY.format());
        assertEquals(Optional.of(KEY), RunKey.parse(KEY.format()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs/prod/run_20261123_020004",
                "runs/prod/drill_20261123_020004.json",
                "runs/prod/x/run_20261123_020004.json",
                "runs/../run_20261123_020004.json",
                "runs//run_20261123_020004.json",
                "runs/prod/run_20261323_020004.json",
                "run/prod/run_20261123_020004.json",
                "snapshots/prod/run_20261123_020004.json"
            })
    void parse_otherKey_isEmpty(String key) {
        assertEquals(Optional.empty(), RunKey.parse(key));
    }

    @Test
    void isInFuture_clockRunsAheadByMinutes_isTolerated() {
        assertFalse(KEY.isInFuture(Instant.parse("2026-11-23T01:50:04Z")));
        assertTrue(KEY.isInFuture(Instant.parse("2026-11-23T01:50:03Z")));
    }
}
