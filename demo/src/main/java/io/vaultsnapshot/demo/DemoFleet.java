package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Three clusters beside the one of the demo, so that there is a fleet to look at: one proven, one damaged, one without a snapshot. */
final class DemoFleet {
    private static final String PROVEN = "staging";
    private static final String DAMAGED = "legacy";
    private static final List<String> NAMES = List.of(PROVEN, DAMAGED, "new-one");

    private DemoFleet() {}

    /** Returns the settings of the demo with all of them. */
    static SnapshotSettings of(SnapshotSettings demo) {
        Map<String, Object> block = SettingsBlock.of(demo);
        List<Object> clusters = new ArrayList<>((List<?>) block.get(SettingsParser.CLUSTERS));
        NAMES.forEach(name -> clusters.add(Map.of("name", name)));
        block.put(SettingsParser.CLUSTERS, clusters);
        return SettingsParser.parse(block, path -> {
            throw new IllegalStateException("a block names no file");
        });
    }

    /** Stores their snapshots, tells the function about each, and lets it sweep. */
    static void fill(LocalVerifier verifier, SnapshotBucket bucket, SnapshotBucket.Stored whole) {
        byte[] bytes = bucket.read(whole);
        verifier.arrived(bucket.put(new SnapshotKey(PROVEN, whole.key().takenAt()), bytes));
        verifier.arrived(bucket.put(new SnapshotKey(DAMAGED, whole.key().takenAt()), Demo.truncate(bytes)));
        verifier.sweep();
    }
}
