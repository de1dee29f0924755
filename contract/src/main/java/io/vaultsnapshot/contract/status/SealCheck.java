package io.vaultsnapshot.contract.status;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.finding.Finding;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last look at the KMS key that the newest proven snapshot's seal needs.
 *
 * @param keyArn the key
 * @param checkedAt when it was last looked at with an answer
 * @param findings what is wrong with it; none when it is there and enabled
 */
public record SealCheck(String keyArn, Instant checkedAt, List<Finding> findings) {
    /** Copies the findings. */
    public SealCheck {
        findings = List.copyOf(findings);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("keyArn", keyArn);
        map.put("sealCheckedAt", checkedAt.toString());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        return map;
    }

    static SealCheck of(JsonObject document) {
        return new SealCheck(
                document.text("keyArn"), document.time("sealCheckedAt"), Finding.listOf(document.objects("findings")));
    }
}
