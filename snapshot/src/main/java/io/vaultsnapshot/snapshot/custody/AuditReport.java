package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.document.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The result of an audit.
 *
 * @param cluster the cluster
 * @param records how many records there are
 * @param chained how many of them the chain leads to
 * @param snapshots how many snapshots there are; versions of the same key count once
 * @param signedBy the keys with valid signatures
 * @param findings what is wrong; empty when nothing is
 */
public record AuditReport(
        String cluster, int records, int chained, int snapshots, Set<String> signedBy, List<AuditFinding> findings) {
    /** Copies the collections. */
    public AuditReport {
        signedBy = Set.copyOf(signedBy);
        findings = List.copyOf(findings);
    }

    /** Returns the JSON form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.AUDIT_OUTPUT.text());
        map.put("cluster", cluster);
        map.put("records", records);
        map.put("chained", chained);
        map.put("snapshots", snapshots);
        map.put("signedBy", List.copyOf(new TreeSet<>(signedBy)));
        map.put("findings", findings.stream().map(AuditFinding::toMap).toList());
        return map;
    }
}
