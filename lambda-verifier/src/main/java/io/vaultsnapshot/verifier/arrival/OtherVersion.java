package io.vaultsnapshot.verifier.arrival;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Another version of a snapshot than the one that was judged first. The backup job writes the same bytes again when the answer
 * to its upload was lost. Nobody has a reason to write others.
 *
 * @param first the record of the version that was judged first
 * @param versions the versions that the bucket has
 * @param version the other version, as the bucket lists it
 * @param read what was read of it
 */
record OtherVersion(
        VerificationRecord first, SnapshotVersions versions, ObjectVersion version, VerificationRecord read) {
    /**
     * Returns whether it has the bytes of the first one. Sizes that differ show that it has not, whether it could be read or
     * not: an object that is too large to be read in time is told as well.
     *
     * @throws StoreUnavailableException if that is not known, since one of the two could not be read
     */
    boolean isCopy() throws StoreUnavailableException {
        if (hasOtherSize()) {
            return false;
        }
        ArchiveReport before = first.archive();
        ArchiveReport after = read.archive();
        if (before == null || after == null) {
            throw new StoreUnavailableException(
                    version.key() + ": version " + version.versionId() + " could not be compared with version "
                            + first.versionId() + ", which came first: " + reason(before == null ? first : read));
        }
        return before.sha256().equals(after.sha256());
    }

    private boolean hasOtherSize() {
        Long size = first.bytes();
        Optional<Long> known = size != null
                ? Optional.of(size)
                : versions.version(first.versionId()).map(ObjectVersion::size);
        return known.filter(each -> each != version.size()).isPresent();
    }

    private static String reason(VerificationRecord unread) {
        return unread.findings().stream().findFirst().map(Finding::message).orElse("it could not be read");
    }

    /** Returns the record that says that the first one was overwritten. Other findings in it say what the bytes are. */
    VerificationRecord overwritten() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.of(
                FindingCode.OVERWRITTEN,
                "version " + version.versionId() + " of "
                        + version.lastModified().truncatedTo(ChronoUnit.SECONDS) + ", " + version.size()
                        + " bytes, has other bytes than version " + first.versionId() + ", which came first"));
        findings.addAll(read.findings());
        return read.withFindings(findings, read.level());
    }
}
