package io.vaultsnapshot.contract.retention;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the retention knows of a cluster's snapshots, so that it reads each record once. Its key in the bucket is {@code
 * status/retention/<cluster>.json}. It is replaced with If-Match, so that of two runs one decides. When it is lost, it is
 * made again from the records.
 *
 * @param cluster the cluster's name
 * @param open whether a run has decided something and not yet carried it out
 * @param entries the versions that are there, oldest first, at most {@value #KEPT}
 */
public record RetentionLedger(String cluster, boolean open, List<LedgerEntry> entries) {
    /** How many entries are kept. Records of further snapshots are read again each time. */
    public static final int KEPT = 5000;

    /** Copies the entries and cuts them to {@link #KEPT}. */
    public RetentionLedger {
        entries = List.copyOf(entries.subList(0, Math.min(entries.size(), KEPT)));
    }

    /** Returns the same ledger of a run that has carried out what it decided, or not yet. */
    public RetentionLedger withOpen(boolean notYet) {
        return new RetentionLedger(cluster, notYet, entries);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.RETENTION_LEDGER.text());
        map.put("cluster", cluster);
        map.put("open", open);
        map.put("entries", entries.stream().map(LedgerEntry::toMap).toList());
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
                document.flag("open"),
                document.objects("entries").stream().map(LedgerEntry::of).toList());
    }
}
