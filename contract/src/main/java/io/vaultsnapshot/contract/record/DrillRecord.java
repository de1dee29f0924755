package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillProof;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier makes of one drill's proof. Its key in the bucket is {@code records/<cluster>/drill_<…>.json}. It holds
 * the proof itself, so the chain shows when the proof is changed afterwards.
 *
 * @param end how the drill ended, as the verifier judged it
 * @param versionId the version of the proof that was read, or null in a bucket without versions
 * @param verifiedAt when it was judged
 * @param proof the proof; null when it could not be read as one
 * @param chainLink the record's place in the chain of its cluster's records; null while it has none
 */
public record DrillRecord(
        DrillEnd end,
        @Nullable String versionId,
        Instant verifiedAt,
        @Nullable DrillProof proof,
        @Nullable ChainLink chainLink)
        implements ChainedRecord<DrillRecord> {
    /** The field of a record that holds the proof. */
    private static final String PROOF = "proof";

    /** Returns the key of the drill's proof. */
    public DrillKey key() {
        return end.key();
    }

    @Override
    public DrillRecord withChainLink(ChainLink link) {
        return new DrillRecord(end, versionId, verifiedAt, proof, link);
    }

    @Override
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DRILL_RECORD.text());
        map.putAll(end.toMap());
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        map.put("verifiedAt", verifiedAt.toString());
        if (proof != null) {
            map.put(PROOF, proof.toMap());
        }
        if (chainLink != null) {
            map.put(ChainLink.FIELD, chainLink.toMap());
        }
        return map;
    }

    /**
     * Returns the record that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static DrillRecord of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.DRILL_RECORD.require(document);
        Object proof = map.get(PROOF);
        return new DrillRecord(
                DrillEnd.of(document),
                document.optionalText("versionId").orElse(null),
                document.time("verifiedAt"),
                proof instanceof Map<?, ?> fields ? DrillProof.of(fields) : null,
                document.optionalObject(ChainLink.FIELD).map(ChainLink::of).orElse(null));
    }
}
