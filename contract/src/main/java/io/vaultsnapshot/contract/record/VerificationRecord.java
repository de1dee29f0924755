package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What verifying one version of one snapshot came to; lies at {@code records/<cluster>/vault_<…>.json}.
 *
 * @param key the snapshot's key in the bucket
 * @param versionId the version that was read, or null in a bucket without versions
 * @param verifiedAt when it was read
 * @param verdict what it came to
 * @param level the level that was reached
 * @param sha256 SHA-256 of the stored object, lower-case hex; null when it could not be read to its end
 * @param size bytes of the stored object; null when not known
 * @param meta what {@code meta.json} says; null when it could not be read
 * @param serverVersions the server versions that ever ran on this storage, oldest first
 * @param seal how the server is unsealed; null when not known
 * @param prefixes entries and bytes per top-level prefix of the storage paths
 * @param contents what the state holds by kind; null in records of 1.0 and when it could not be read
 * @param custody its place in the chain of its cluster's records; null in records of 1.0 and of what was not read
 * @param findings what was found
 */
public record VerificationRecord(
        String key,
        @Nullable String versionId,
        Instant verifiedAt,
        Verdict verdict,
        ProofLevel level,
        @Nullable String sha256,
        @Nullable Long size,
        @Nullable SnapshotMeta meta,
        List<String> serverVersions,
        @Nullable SealInfo seal,
        Map<String, PrefixCount> prefixes,
        @Nullable StateContents contents,
        @Nullable ChainLink custody,
        List<Finding> findings) {
    /** Copies the collections; prefixes are sorted by name. */
    public VerificationRecord {
        serverVersions = List.copyOf(serverVersions);
        prefixes = Collections.unmodifiableMap(new TreeMap<>(prefixes));
        findings = List.copyOf(findings);
    }

    /** Creates a record that says nothing about the kinds of entries. */
    public VerificationRecord(
            String key,
            @Nullable String versionId,
            Instant verifiedAt,
            Verdict verdict,
            ProofLevel level,
            @Nullable String sha256,
            @Nullable Long size,
            @Nullable SnapshotMeta meta,
            List<String> serverVersions,
            @Nullable SealInfo seal,
            Map<String, PrefixCount> prefixes,
            List<Finding> findings) {
        this(
                key,
                versionId,
                verifiedAt,
                verdict,
                level,
                sha256,
                size,
                meta,
                serverVersions,
                seal,
                prefixes,
                null,
                null,
                findings);
    }

    /** Returns the same record with other findings, the verdict that follows from them, and another level. */
    public VerificationRecord withFindings(List<Finding> found, ProofLevel reached) {
        Verdict decided = Verdict.of(
                found.stream().filter(Finding::counts).map(Finding::code).toList());
        return new VerificationRecord(
                key,
                versionId,
                verifiedAt,
                decided,
                reached,
                sha256,
                size,
                meta,
                serverVersions,
                seal,
                prefixes,
                contents,
                custody,
                found);
    }

    /** Returns the same record in another place of the chain. */
    public VerificationRecord withCustody(ChainLink place) {
        return new VerificationRecord(
                key,
                versionId,
                verifiedAt,
                verdict,
                level,
                sha256,
                size,
                meta,
                serverVersions,
                seal,
                prefixes,
                contents,
                place,
                findings);
    }

    /** Returns the same record with the findings marked that the acknowledgement is about, and the verdict after that. */
    public VerificationRecord acknowledged(Acknowledgement acknowledgement) {
        return withFindings(
                findings.stream()
                        .map(finding -> finding.counts()
                                        && finding.code().isAcknowledgeable()
                                        && acknowledgement.codes().contains(finding.code())
                                ? finding.acknowledged(acknowledgement.remark())
                                : finding)
                        .toList(),
                level);
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, schema().text());
        map.put("key", key);
        putIfPresent(map, "versionId", versionId);
        map.put("verifiedAt", verifiedAt.toString());
        map.put("verdict", verdict.id());
        map.put("level", level.id());
        putIfPresent(map, "sha256", sha256);
        putIfPresent(map, "size", size);
        putIfPresent(map, "meta", meta == null ? null : meta.toMap());
        map.put("serverVersions", serverVersions);
        putIfPresent(map, "seal", seal == null ? null : seal.toMap());
        Map<String, Object> counts = new LinkedHashMap<>();
        prefixes.forEach((prefix, count) -> counts.put(prefix, count.toMap()));
        map.put("prefixes", counts);
        putIfPresent(map, "contents", contents == null ? null : contents.toMap());
        putIfPresent(map, ChainLink.FIELD, custody == null ? null : custody.toMap());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        return map;
    }

    /**
     * Returns the record that a document holds.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static VerificationRecord of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.VERIFICATION_RECORD.require(document);
        Map<String, PrefixCount> prefixes = new TreeMap<>();
        document.optionalObject("prefixes").ifPresent(counts -> counts.objectsByField()
                .forEach((prefix, count) -> prefixes.put(prefix, PrefixCount.of(count))));
        return new VerificationRecord(
                document.text("key"),
                document.optionalText("versionId").orElse(null),
                document.time("verifiedAt"),
                document.oneOf("verdict", Verdict::ofId),
                document.oneOf("level", ProofLevel::ofId),
                document.optionalText("sha256").orElse(null),
                document.optionalNumber("size").orElse(null),
                document.optionalObject("meta").map(SnapshotMeta::of).orElse(null),
                document.texts("serverVersions"),
                document.optionalObject("seal").map(SealInfo::of).orElse(null),
                prefixes,
                document.optionalObject("contents").map(StateContents::of).orElse(null),
                document.optionalObject(ChainLink.FIELD).map(ChainLink::of).orElse(null),
                Finding.listOf(document.objects("findings")));
    }

    /** Returns the lowest version that has every word of this record, so that older readers lose as little as can be. */
    private Schema schema() {
        return verdict == Verdict.SUSPECT ? Schema.VERIFICATION_RECORD : Schema.VERIFICATION_RECORD_1;
    }

    private static void putIfPresent(Map<String, Object> map, String field, @Nullable Object value) {
        if (value != null) {
            map.put(field, value);
        }
    }
}
