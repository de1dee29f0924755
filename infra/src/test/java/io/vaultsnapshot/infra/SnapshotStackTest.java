package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The stack as a whole: guarded against deletion, and its outputs. */
class SnapshotStackTest {
    private static final SynthesizedStack FULL = SynthesizedStack.of("full");

    @Test
    void stack_isGuardedAgainstDeletion() {
        assertEquals(true, FULL.stack().getTerminationProtection());
    }

    @Test
    void outputs_areBucketTopicAndFunction_howeverManyClusters() {
        Map<String, String> outputs = new TreeMap<>();
        FULL.template()
                .outputs()
                .properties()
                .forEach(output -> outputs.put(
                        output.getValue().get("Description").asText(),
                        output.getValue().get("Value").asText()));
        assertEquals(
                new TreeMap<>(Map.of(
                        "Bucket with the snapshots and what is known about them", "${SnapshotsBucket}",
                        "Topic that alerts go to", "${AlertsTopic}",
                        "Function that verifies snapshots", "${VerifierFunction}")),
                outputs);
    }
}
