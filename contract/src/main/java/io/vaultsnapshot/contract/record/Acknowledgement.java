package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's word that what was found in a snapshot was meant; lies at {@code acknowledgements/<cluster>/vault_<…>.json}
 * and is written once.
 *
 * @param key the snapshot's key
 * @param versionId the version it is about, or null in a bucket without versions
 * @param codes the findings, all of them such as can be acknowledged
 * @param reason what happened, in the person's words
 * @param at when
 * @param by who, as the AWS account knows them; what counts as proof is the account's own trail
 */
public record Acknowledgement(
        String key, @Nullable String versionId, List<FindingCode> codes, String reason, Instant at, String by) {
    /** The longest reason. */
    public static final int REASON_LIMIT = 500;

    /** Copies the codes. */
    public Acknowledgement {
        codes = List.copyOf(codes);
    }

    /** Returns what is kept with the findings: the reason, who gave it and when. */
    public String remark() {
        return reason + " (" + by + ", " + at + ")";
    }

    /** Returns whether the person's word is about that version of the snapshot. */
    public boolean isAbout(VerificationRecord record) {
        return key.equals(record.key()) && (versionId == null || versionId.equals(record.versionId()));
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.ACKNOWLEDGEMENT.text());
        map.put("key", key);
        if (versionId != null) {
            map.put("versionId", versionId);
        }
        map.put("codes", codes.stream().map(FindingCode::name).toList());
        map.put("reason", reason);
        map.put("at", at.toString());
        map.put("by", by);
        return map;
    }

    /**
     * Returns the acknowledgement that a document holds. Codes that are unknown here, or that nobody can acknowledge, are
     * left out.
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
                document.text("key"),
                document.optionalText("versionId").orElse(null),
                document.texts("codes").stream()
                        .flatMap(code -> FindingCode.ofName(code).stream())
                        .filter(FindingCode::isAcknowledgeable)
                        .toList(),
                reason,
                document.time("at"),
                document.text("by"));
    }
}
