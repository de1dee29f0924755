package io.vaultsnapshot.contract.retention;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the retention knows of a cluster's snapshots, so that it reads each record once. Its key in the bucket is {@code
 * status/retention/<cluster>.json}. It is replaced with If-Match, so that of two runs one decides. When it is lost, it is
 * made again from the records.
 *
 * @param cluster the cluster's name
 * @param decidedAt when a run decided what it has not yet carried out, or null when all is carried out
 * @param entries the versions that are there, oldest first, at most {@value #KEPT}
 */
public record RetentionLedger(String cluster, @Nullable Instant decidedAt, List<LedgerEntry> entries) {
    /** How many entries are kept. Records of further snapshots are read again each time. */
    public static final int KEPT = 5000;

    /** Copies the entries and cuts them to {@link #KEPT}. */
    public RetentionLedger {
        entries = List.copyOf(entries.subList(0, Math.min(entries.size(), KEPT)));
    }

    /** Returns the same ledger of a run that has carried out what it decided. */
    public RetentionLedger carriedOut() {
        return new RetentionLedger(cluster, null, entries);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.RETENTION_LEDGER.text());
        map.put("cluster", cluster);
        if (decidedAt != null) {
            map.put("decidedAt", decidedAt.toString());
        }
        map.put("known", entries.stream().map(LedgerEntry::toMap).toList());
        return map;
    }

    /**
     * Returns the ledger that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static RetentionLedger of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.RETENTION_LEDGER.require(document);
        return new RetentionLedger(
                document.text("cluster"),
                document.optionalTime("decidedAt").orElse(null),
                document.objects("known").stream().map(LedgerEntry::of).toList());
    }
}
