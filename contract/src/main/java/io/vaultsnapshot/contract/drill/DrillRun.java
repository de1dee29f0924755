package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.Map;

/**
 * When a drill ran, and what it says about its end.
 *
 * @param cluster the cluster's name
 * @param startedAt when it began
 * @param endedAt when it ended, not before it began
 * @param result how it ended
 * @param message what exactly happened, up to {@value #LONGEST_MESSAGE} printable characters; empty when nothing is to say
 */
public record DrillRun(String cluster, Instant startedAt, Instant endedAt, DrillResult result, String message) {
    /** The longest message, in characters. */
    public static final int LONGEST_MESSAGE = 1_000;

    void putInto(Map<String, Object> map) {
        map.put(DrillField.CLUSTER, cluster);
        map.put(DrillField.STARTED_AT, startedAt.toString());
        map.put(DrillField.ENDED_AT, endedAt.toString());
        map.put(DrillField.RESULT, result.name());
        map.put(DrillField.MESSAGE, message);
    }

    static DrillRun of(JsonObject document) {
        ProofText text = new ProofText(document);
        DrillRun run = new DrillRun(
                text.matching(DrillField.CLUSTER, SnapshotKey.CLUSTER_NAME_REGEX),
                document.time(DrillField.STARTED_AT),
                document.time(DrillField.ENDED_AT),
                DrillResult.ofName(text.matching(DrillField.RESULT, "[A-Z_]{1,40}"))
                        .orElseThrow(() -> new DocumentException(DrillField.RESULT, "is not a result of a drill")),
                text.optional(DrillField.MESSAGE, "[ -~]{0," + LONGEST_MESSAGE + "}")
                        .orElse(""));
        if (run.endedAt.isBefore(run.startedAt)) {
            throw new DocumentException(DrillField.ENDED_AT, "is before " + DrillField.STARTED_AT);
        }
        return run;
    }

    /** Returns the key that this drill's proof must have. */
    public DrillKey key() {
        return new DrillKey(cluster, startedAt);
    }
}
