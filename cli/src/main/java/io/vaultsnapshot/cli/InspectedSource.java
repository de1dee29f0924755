package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.FindingCode;
import io.vaultsnapshot.contract.ProofLevel;
import io.vaultsnapshot.contract.Verdict;
import io.vaultsnapshot.contract.document.Finding;
import io.vaultsnapshot.verifier.archive.ArchiveInspection;
import io.vaultsnapshot.verifier.archive.SnapshotArchiveReader;
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
 */
record InspectedSource(String source, @Nullable ArchiveInspection inspection, List<Finding> findings) {
    /** Looks at an input. */
    static InspectedSource of(SnapshotSource source, Progress progress) {
        try {
            ArchiveInspection inspection =
                    source.read(in -> SnapshotArchiveReader.inspect(progress.watch(in, source.toString())));
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
        return inspection == null ? Verdict.UNKNOWN : inspection.verdict();
    }

    ProofLevel level() {
        return inspection == null ? ProofLevel.NONE : inspection.level();
    }

    /** Returns the object that {@code verify --format json} prints. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("source", source);
        map.put("verdict", verdict().word());
        map.put("level", level().word());
        map.put("findings", findings.stream().map(Finding::toMap).toList());
        map.put("sha256", inspection == null ? null : inspection.sha256());
        map.put("size", inspection == null ? null : inspection.size());
        map.put(
                "meta",
                inspection == null || inspection.meta() == null
                        ? null
                        : inspection.meta().toMap());
        return map;
    }

    /** Returns the object that {@code inspect --format json} prints: the same and the contents. */
    Map<String, @Nullable Object> toContentsMap() {
        Map<String, @Nullable Object> map = toMap();
        if (inspection != null) {
            map.put("serverVersions", inspection.serverVersions());
            map.put("seal", inspection.seal() == null ? null : inspection.seal().toMap());
            map.put("entries", inspection.entries());
            map.put("entryBytes", inspection.entryBytes());
            Map<String, Object> prefixes = new LinkedHashMap<>();
            inspection.prefixes().forEach((prefix, count) -> prefixes.put(prefix, count.toMap()));
            map.put("prefixes", prefixes);
        }
        return map;
    }
}
