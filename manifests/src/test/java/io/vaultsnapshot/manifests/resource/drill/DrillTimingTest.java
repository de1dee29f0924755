package io.vaultsnapshot.manifests.resource.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.Deadlines;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Job that Kubernetes ends at its deadline writes no proof, so its parts must end before. */
class DrillTimingTest {
    @ParameterizedTest
    @ValueSource(ints = {16, 2048, 8192})
    void parts_leaveRoomForStartAndProof(int shareSizeMiB) {
        ClusterSettings cluster = SettingsParser.parse(Map.of(
                        "account", "111122223333",
                        "region", "eu-north-1",
                        "clusters",
                                List.of(Map.of(
                                        "name", "demo",
                                        "drillSchedule", "0 5 * * 0",
                                        "shareSizeMiB", shareSizeMiB))))
                .clusters()
                .get(0);
        DrillTiming timing = DrillTiming.of(cluster);
        long deadline = Deadlines.drillJob(cluster).toSeconds();
        long left = deadline - timing.isolation() - timing.fetch() - timing.restore();
        assertTrue(left >= DrillTiming.START_AND_PROOF_SECONDS && left < 310, "left " + left);
        assertEquals(2 * timing.fetch(), timing.restore());
        assertTrue(timing.fetch() >= shareSizeMiB / 4 + 300, timing.toString());
    }
}
