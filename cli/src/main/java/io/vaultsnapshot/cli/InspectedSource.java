package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.seal.SealedSumsCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading one input.
 *
 * @param source the input as the user named it
 * @param inspection what was read, or null when it could not be read to its end
 * @param findings what is wrong, or why the input could not be read
 * @param unwrapped whether the sealed sums were opened and equal the sums, which proves the seal's key
 */
record InspectedSource(
        String source, @Nullable ArchiveInspection inspection, List<Finding> findings, boolean unwrapped) {
    InspectedSource(String source, @Nullable ArchiveInspection inspection, List<Finding> findings) {
        this(source, inspection, findings, false);
    }

    /** Returns the result after the sealed sums were opened too. */
    InspectedSource withUnwrappedSeal(SealedSumsCheck check) {
        if (inspection == null) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        check.check(inspection.sealedSums())
                .map(each -> Finding.of(each.code(), AwsMessage.shortened(each.message())))
                .ifPresent(all::add);
        return new InspectedSource(source, inspection, all, all.size() == findings.size());
    }

    /** Reads an input to its end. */
    static InspectedSource of(SnapshotSource source, int depth, Progress progress) {
        try {
            ArchiveInspection inspection =
                    source.read(in -> SnapshotArchiveReader.inspect(progress.watch(in, source.toString()), depth));
            return new InspectedSource(source.toString(), inspection, inspection.findings());
        } catch (SourceUnavailableException unavailable) {
            return new InspectedSource(
                    source.toString(),
                    null,
                    List.of(Finding.of(FindingCode.STORE_UNAVAILABLE, String.valueOf(unavailable.getMessage()))));
        } finally {
            progress.clear();
        }
    }

    Verdict verdict() {
        return inspection == null
                ? Verdict.UNKNOWN
                : Verdict.of(findings.stream().map(Finding::code).toList());
    }

    ProofLevel level() {
        if (inspection == null) {
            return ProofLevel.NONE;
        }
        if (verdict() == Verdict.CORRUPT) {
            return ProofLevel.PRESENT;
        }
        return unwrapped && verdict() == Verdict.INTACT ? ProofLevel.UNSEALABLE : inspection.level();
    }

    /** Returns the object that {@code verify --format json} prints. */
    Map<String, @Nullable Object> toMap() {
        return toMap(Schema.VERIFY_OUTPUT);
    }

    private Map<String, @Nullable Object> toMap(Schema schema) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, schema.text());
        ArchiveReport archive = inspection == null ? null : inspection.archive();
        SnapshotMeta meta = archive == null ? null : archive.meta();
        map.put("source", source);
        map.put("verdict", verdict().id());
        map.put("level", level().id());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        map.put("sha256", archive == null ? null : archive.sha256());
        map.put("size", archive == null ? null : archive.size());
        map.put("meta", meta == null ? null : meta.toMap());
        return map;
    }

    /** Returns the object that {@code inspect --format json} prints: that of {@code verify} and the contents. */
    Map<String, @Nullable Object> toContentsMap() {
        Map<String, @Nullable Object> map = toMap(Schema.INSPECT_OUTPUT);
        if (inspection != null) {
            inspection.archive().putInto(map);
            map.put(
                    "largest",
                    inspection.largest().stream()
                            .map(each -> Map.of("key", each.key(), "bytes", each.bytes()))
                            .toList());
        }
        return map;
    }
}
