package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.StateContents;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What reading one archive showed.
 *
 * @param size bytes of the stored object
 * @param sha256 SHA-256 of the stored object, lower-case hex
 * @param meta what {@code meta.json} says; null when it could not be read
 * @param seal what {@code core/seal-config} says; null when it could not be read
 * @param serverVersions the server versions that ever ran on this storage, oldest version first
 * @param prefixes entries and bytes per prefix of the storage keys, sorted by prefix
 * @param contents what the state holds by kind
 * @param largest the entries that take most room, largest first
 * @param sealedSums the sums and what the seal made of them; null when either could not be read
 * @param findings what is wrong, in the order it was found
 */
public record ArchiveInspection(
        long size,
        String sha256,
        @Nullable SnapshotMeta meta,
        @Nullable SealInfo seal,
        List<String> serverVersions,
        Map<String, PrefixCount> prefixes,
        StateContents contents,
        List<LargestKey> largest,
        @Nullable SealedSums sealedSums,
        List<Finding> findings) {
    /** Copies the collections; prefixes are sorted by name. */
    public ArchiveInspection {
        serverVersions = List.copyOf(serverVersions);
        prefixes = Collections.unmodifiableMap(new TreeMap<>(prefixes));
        largest = List.copyOf(largest);
        findings = List.copyOf(findings);
    }

    /** Returns how many storage entries were read. */
    public long entries() {
        return contents.entries();
    }

    /** Returns their keys and values in bytes. */
    public long entryBytes() {
        return contents.bytes();
    }

    /** Returns what the findings come to. */
    public Verdict verdict() {
        return Verdict.of(codes());
    }

    /** Returns the codes of the findings, in their order. */
    public List<FindingCode> codes() {
        return findings.stream().map(Finding::code).toList();
    }

    /**
     * Returns how far the archive alone proves the snapshot. A Shamir seal needs nothing but the people who hold the
     * shares, so an intact archive that states its quorum is unsealable. Any other seal needs a key outside the
     * archive; whether that is alive is not for this class to say.
     */
    public ProofLevel level() {
        if (verdict() != Verdict.INTACT) {
            return ProofLevel.PRESENT;
        }
        return seal != null && seal.isShamirWithQuorum() ? ProofLevel.UNSEALABLE : ProofLevel.INTACT;
    }
}
