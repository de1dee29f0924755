package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operator's statement that findings in a snapshot are the result of something intended. Its key in the bucket is
 * {@code acknowledgements/<cluster>/vault_<…>.json}; it is written once.
 *
 * @param snapshot the version that the statement is about
 * @param codes the findings; every one of them can be acknowledged
 * @param reason what happened, in the operator's words
 * @param at when it was written
 * @param by the operator's identity in AWS; the account's own trail is the proof of it
 */
public record Acknowledgement(SnapshotVersion snapshot, List<FindingCode> codes, String reason, Instant at, String by) {
    /** The most characters of a reason. */
    public static final int REASON_LIMIT = 500;

    /** Copies the codes. */
    public Acknowledgement {
        codes = List.copyOf(codes);
    }

    /** Returns what is kept with the findings: the reason, the operator and the time. */
    public String remark() {
        return reason + " (" + by + ", " + at + ")";
    }

    /** Returns whether the record is about the acknowledged version; without a version, any version of the snapshot. */
    public boolean isAbout(VerificationRecord record) {
        return snapshot.versionId() == null ? snapshot.key().equals(record.key()) : snapshot.equals(record.snapshot());
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.ACKNOWLEDGEMENT.text());
        snapshot.putInto(map);
        map.put("codes", codes.stream().map(FindingCode::name).toList());
        map.put("reason", reason);
        map.put("at", at.toString());
        map.put("by", by);
        return map;
    }

    /**
     * Returns the acknowledgement that a document holds. Codes that are unknown here, or that cannot be acknowledged,
     * are left out.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static Acknowledgement of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.ACKNOWLEDGEMENT.require(document);
        String reason = document.text("reason");
        if (reason.isBlank() || reason.length() > REASON_LIMIT) {
            throw new DocumentException("reason", "is not a text of up to " + REASON_LIMIT + " characters");
        }
        return new Acknowledgement(
                SnapshotVersion.of(document),
                document.texts("codes").stream()
                        .flatMap(code -> FindingCode.ofName(code).stream())
                        .filter(FindingCode::isAcknowledgeable)
                        .toList(),
                reason,
                document.time("at"),
                document.text("by"));
    }
}
