package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a drill says about itself; lies at {@code drills/<cluster>/drill_<yyyyMMdd_HHmmss>.json}. A script wrote it in a pod
 * that anything may have happened to, so every field has a form and a bound.
 *
 * @param run when it ran and how it ended
 * @param snapshot what it downloaded, or null when it did not get there
 * @param server the throw-away server, or null when it did not get there
 * @param reading what it read back
 * @param steps its steps in order, at most {@value #MOST_STEPS}
 */
public record DrillProof(
        DrillRun run,
        @Nullable DrilledSnapshot snapshot,
        @Nullable DrillServer server,
        DrillReading reading,
        List<DrillStep> steps) {
    /** The longest document, in bytes. */
    public static final int LONGEST_DOCUMENT = 64 * 1024;
    /** The most steps. */
    public static final int MOST_STEPS = 40;

    /** Copies the steps. */
    public DrillProof {
        steps = List.copyOf(steps);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DRILL.text());
        run.putInto(map);
        if (snapshot != null) {
            map.put(DrillField.SNAPSHOT, snapshot.toMap());
        }
        if (server != null) {
            map.put(DrillField.SERVER, server.toMap());
        }
        reading.putInto(map);
        map.put(DrillField.STEPS, steps.stream().map(DrillStep::toMap).toList());
        return map;
    }

    /**
     * Returns the proof that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static DrillProof of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.DRILL.require(document);
        List<JsonObject> steps = document.objects(DrillField.STEPS);
        if (steps.size() > MOST_STEPS) {
            throw new DocumentException(DrillField.STEPS, "has more than " + MOST_STEPS + " entries");
        }
        return new DrillProof(
                DrillRun.of(document),
                document.optionalObject(DrillField.SNAPSHOT)
                        .map(DrilledSnapshot::of)
                        .orElse(null),
                document.optionalObject(DrillField.SERVER).map(DrillServer::of).orElse(null),
                DrillReading.of(document),
                steps.stream().map(DrillStep::of).toList());
    }
}
