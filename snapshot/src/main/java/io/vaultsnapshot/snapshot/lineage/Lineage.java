package io.vaultsnapshot.snapshot.lineage;

import static io.vaultsnapshot.contract.finding.FindingCode.MASS_DELETION;
import static io.vaultsnapshot.contract.finding.FindingCode.NEW_LINEAGE;
import static io.vaultsnapshot.contract.finding.FindingCode.REGRESSION;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a snapshot that was read with the last proven one. Every byte of a snapshot can be right and the snapshot
 * still be the wrong one: an old file under a new name, the backup of an empty server after that of a full one, a state
 * that was emptied. The answer depends on the two records only.
 */
public final class Lineage {
    /** Fewer entries than this may disappear between two snapshots without a finding. */
    static final long FEW_ENTRIES = 20;

    private final SnapshotKey provenKey;
    private final ArchiveReport before;
    private final ArchiveReport after;
    private final int massDeletionPercent;

    private Lineage(SnapshotKey provenKey, ArchiveReport before, ArchiveReport after, int massDeletionPercent) {
        this.provenKey = provenKey;
        this.before = before;
        this.after = after;
        this.massDeletionPercent = massDeletionPercent;
    }

    /**
     * Returns what is implausible about the record after the last proven one. A snapshot that was taken before that
     * one, for example because its event came late, is not compared: it is not a successor.
     *
     * @param massDeletionPercent the percentage of entries that must disappear for a finding
     */
    public static List<Finding> compare(VerificationRecord proven, VerificationRecord record, int massDeletionPercent) {
        ArchiveReport before = proven.archive();
        ArchiveReport after = record.archive();
        boolean isSuccessor = record.key().compareTo(proven.key()) > 0;
        return before == null || after == null || !isSuccessor
                ? List.of()
                : new Lineage(proven.key(), before, after, massDeletionPercent).findings();
    }

    private List<Finding> findings() {
        Optional<Finding> otherServer = newLineage();
        if (otherServer.isPresent()) {
            // Indexes and sizes of two different servers cannot be compared.
            return List.of(otherServer.get());
        }
        List<Finding> findings = new ArrayList<>();
        regression().ifPresent(findings::add);
        massDeletion().ifPresent(findings::add);
        SizeTrend.compare(before, after, provenKey).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> newLineage() {
        List<String> mountsBefore = before.contents().mountIds();
        List<String> mountsAfter = after.contents().mountIds();
        boolean known = !mountsBefore.isEmpty() && !mountsAfter.isEmpty();
        return known && Collections.disjoint(mountsBefore, mountsAfter)
                ? finding(
                        NEW_LINEAGE,
                        "none of the " + mountsBefore.size() + " mounts of " + provenKey.format() + " is among the "
                                + mountsAfter.size() + " of this one")
                : Optional.empty();
    }

    private Optional<Finding> regression() {
        SnapshotMeta was = before.meta();
        SnapshotMeta is = after.meta();
        if (was == null || is == null || (is.index() >= was.index() && is.term() >= was.term())) {
            return Optional.empty();
        }
        return finding(
                REGRESSION,
                "raft index " + is.index() + " in term " + is.term() + ", after " + was.index() + " in term "
                        + was.term() + " in " + provenKey.format());
    }

    private Optional<Finding> massDeletion() {
        long entriesBefore = lasting(before);
        long entriesAfter = lasting(after);
        if (isMassive(entriesBefore, entriesAfter)) {
            return massDeletion(
                    entriesBefore + " entries (tokens and leases not counted)", entriesBefore - entriesAfter);
        }
        return before.prefixes().entrySet().stream()
                .filter(prefix -> isOfMount(prefix.getKey()))
                .filter(prefix -> isMassive(prefix.getValue().entries(), entriesAfter(prefix.getKey())))
                .findFirst()
                .flatMap(prefix -> massDeletion(
                        prefix.getValue().entries() + " entries under " + prefix.getKey(),
                        prefix.getValue().entries() - entriesAfter(prefix.getKey())));
    }

    private Optional<Finding> massDeletion(String of, long gone) {
        return finding(MASS_DELETION, "of " + of + " " + gone + " are gone since " + provenKey.format());
    }

    private long entriesAfter(String prefix) {
        return after.prefixes().getOrDefault(prefix, PrefixCount.ZERO).entries();
    }

    private boolean isMassive(long entriesBefore, long entriesAfter) {
        long gone = entriesBefore - entriesAfter;
        return gone >= FEW_ENTRIES && gone * 100.0 > (double) entriesBefore * massDeletionPercent;
    }

    private static boolean isOfMount(String prefix) {
        return prefix.startsWith("logical/") || prefix.startsWith("auth/") || prefix.startsWith("namespaces/");
    }

    /** Tokens and leases come and go by themselves, with all that the server keeps beside them under their prefixes. */
    private static long lasting(ArchiveReport archive) {
        return archive.prefixes().entrySet().stream()
                .filter(prefix -> !prefix.getKey().equals("sys/token/")
                        && !prefix.getKey().equals("sys/expire/"))
                .map(Map.Entry::getValue)
                .mapToLong(PrefixCount::entries)
                .sum();
    }

    private static Optional<Finding> finding(FindingCode code, String message) {
        return Optional.of(Finding.of(code, message));
    }
}
