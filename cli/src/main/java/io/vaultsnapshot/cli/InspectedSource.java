package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.seal.SealedSumsCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What looking at one input came to.
 *
 * @param source the input as the user named it
 * @param inspection what was read, or null when nobody could look
 * @param findings what was found, or why nobody could look
 * @param unwrapped whether the sealed sums were opened and are the sums, which proves the seal's key
 */
record InspectedSource(
        String source, @Nullable ArchiveInspection inspection, List<Finding> findings, boolean unwrapped) {
    InspectedSource(String source, @Nullable ArchiveInspection inspection, List<Finding> findings) {
        this(source, inspection, findings, false);
    }

    /** Returns the same input after its sealed sums were looked at as well. */
    InspectedSource withUnwrappedSeal(SealedSumsCheck check) {
        if (inspection == null) {
            return this;
        }
        List<Finding> all = new ArrayList<>(findings);
        check.check(inspection.sealedSums()).ifPresent(all::add);
        return new InspectedSource(source, inspection, all, all.size() == findings.size());
    }

    /** Looks at an input. */
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
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("source", source);
        map.put("verdict", verdict().id());
        map.put("level", level().id());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        ArchiveReport archive = inspection == null ? null : inspection.archive();
        map.put("sha256", archive == null ? null : archive.sha256());
        map.put("size", archive == null ? null : archive.size());
        map.put(
                "meta",
                archive == null || archive.meta() == null
                        ? null
                        : archive.meta().toMap());
        return map;
    }

    /** Returns the object that {@code inspect --format json} prints: the same and the contents. */
    Map<String, @Nullable Object> toContentsMap() {
        Map<String, @Nullable Object> map = toMap();
        if (inspection != null) {
            ArchiveReport archive = inspection.archive();
            map.put("serverVersions", archive.serverVersions());
            map.put("seal", archive.seal() == null ? null : archive.seal().toMap());
            map.put("entries", archive.contents().entries());
            map.put("entryBytes", archive.contents().bytes());
            map.put("contents", archive.contents().toMap());
            map.put(
                    "largest",
                    inspection.largest().stream()
                            .map(each -> Map.of("key", each.key(), "bytes", each.bytes()))
                            .toList());
            Map<String, Object> prefixes = new LinkedHashMap<>();
            archive.prefixes().forEach((prefix, count) -> prefixes.put(prefix, count.toMap()));
            map.put("prefixes", prefixes);
        }
        return map;
    }
}
