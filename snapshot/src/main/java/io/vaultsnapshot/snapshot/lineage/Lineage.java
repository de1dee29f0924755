package io.vaultsnapshot.snapshot.lineage;

import static io.vaultsnapshot.contract.finding.FindingCode.MASS_DELETION;
import static io.vaultsnapshot.contract.finding.FindingCode.NEW_LINEAGE;
import static io.vaultsnapshot.contract.finding.FindingCode.REGRESSION;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a whole snapshot with the last proven one. Every byte of a snapshot can be right and the snapshot nonsense: an
 * old file under a new name, the backup of an empty server over the history of a full one, a state somebody has emptied.
 * Pure: the same two records give the same answer.
 */
public final class Lineage {
    /** So few entries come and go without anybody caring. */
    static final long FEW_ENTRIES = 20;

    private final VerificationRecord proven;
    private final VerificationRecord record;
    private final int massDeletionPercent;

    private Lineage(VerificationRecord proven, VerificationRecord record, int massDeletionPercent) {
        this.proven = proven;
        this.record = record;
        this.massDeletionPercent = massDeletionPercent;
    }

    /**
     * Returns what is not plausible about the record after the last proven one. Nothing is said about a snapshot taken
     * before that one, such as one whose event came late: it is nobody's successor.
     *
     * @param massDeletionPercent the share of entries whose loss is no accident
     */
    public static List<Finding> compare(VerificationRecord proven, VerificationRecord record, int massDeletionPercent) {
        Optional<SnapshotKey> before = SnapshotKey.parse(proven.key());
        Optional<SnapshotKey> after = SnapshotKey.parse(record.key());
        if (before.isEmpty() || after.isEmpty() || after.get().compareTo(before.get()) <= 0) {
            return List.of();
        }
        return new Lineage(proven, record, massDeletionPercent).findings();
    }

    private List<Finding> findings() {
        Optional<Finding> other = newLineage();
        if (other.isPresent()) {
            // Neither indexes nor sizes of two servers can be compared.
            return List.of(other.get());
        }
        List<Finding> findings = new ArrayList<>();
        regression().ifPresent(findings::add);
        massDeletion().ifPresent(findings::add);
        SizeTrend.compare(proven, record).ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> newLineage() {
        StateContents before = proven.contents();
        StateContents after = record.contents();
        if (before == null
                || after == null
                || before.mountIds().isEmpty()
                || after.mountIds().isEmpty()) {
            return Optional.empty();
        }
        return Collections.disjoint(before.mountIds(), after.mountIds())
                ? Optional.of(Finding.of(
                        NEW_LINEAGE,
                        "none of the " + before.mountIds().size() + " mounts of " + proven.key() + " is among the "
                                + after.mountIds().size() + " of this one"))
                : Optional.empty();
    }

    private Optional<Finding> regression() {
        SnapshotMeta before = proven.meta();
        SnapshotMeta after = record.meta();
        if (before == null || after == null || (after.index() >= before.index() && after.term() >= before.term())) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                REGRESSION,
                "raft index " + after.index() + " in term " + after.term() + ", after " + before.index() + " in term "
                        + before.term() + " in " + proven.key()));
    }

    private Optional<Finding> massDeletion() {
        long before = lasting(proven);
        long after = lasting(record);
        if (isMassive(before, after)) {
            return Optional.of(Finding.of(
                    MASS_DELETION,
                    "of " + before + " entries (tokens and leases not counted) " + (before - after) + " are gone since "
                            + proven.key()));
        }
        return proven.prefixes().entrySet().stream()
                .filter(prefix -> isOfAMount(prefix.getKey()))
                .filter(prefix -> isMassive(prefix.getValue().entries(), now(prefix.getKey())))
                .findFirst()
                .map(prefix -> Finding.of(
                        MASS_DELETION,
                        "of " + prefix.getValue().entries() + " entries under " + prefix.getKey() + " "
                                + (prefix.getValue().entries() - now(prefix.getKey())) + " are gone since "
                                + proven.key()));
    }

    private long now(String prefix) {
        return record.prefixes().getOrDefault(prefix, PrefixCount.ZERO).entries();
    }

    private boolean isMassive(long before, long after) {
        long gone = before - after;
        return gone >= FEW_ENTRIES && gone * 100.0 > (double) before * massDeletionPercent;
    }

    private static boolean isOfAMount(String prefix) {
        return prefix.startsWith("logical/") || prefix.startsWith("auth/") || prefix.startsWith("namespaces/");
    }

    /** Records of 1.0 do not count by kind, so the prefixes of what comes and goes are left out by name. */
    private static long lasting(VerificationRecord record) {
        return record.prefixes().entrySet().stream()
                .filter(prefix -> !prefix.getKey().equals("sys/token/")
                        && !prefix.getKey().equals("sys/expire/"))
                .map(Map.Entry::getValue)
                .mapToLong(PrefixCount::entries)
                .sum();
    }
}
