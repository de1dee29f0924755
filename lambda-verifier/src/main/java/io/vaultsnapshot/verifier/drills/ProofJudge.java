package io.vaultsnapshot.verifier.drills;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillOutcome;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.BackupJobSettings;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.DrillSetting;
import io.vaultsnapshot.contract.settings.DrillSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a proof is worth. The drill's own word is believed when it is bad, and compared with the verifier's records when
 * it is good: the record, and not the proof, says which bytes lie under a key and which canary they hold.
 */
final class ProofJudge {
    /** With fewer entries the table of mounts is stored as one, as Vault does, and its length is not known. */
    private static final long FEWEST_MOUNTS = 3;

    private final ClusterSettings cluster;

    ProofJudge(ClusterSettings cluster) {
        this.cluster = cluster;
    }

    /**
     * Returns how the drill ended.
     *
     * @param record the record of the snapshot that the proof names, or null when there is none
     */
    DrillEnd judge(DrillKey key, DrillProof proof, @Nullable VerificationRecord record) {
        if (!proof.run().key().equals(key)) {
            return end(key, ProofFinding.PROOF_FORGED, "it lies under the key of another cluster or another time");
        }
        DrillResult result = proof.run().result();
        if (result.isFailure()) {
            return end(key, result, proof.run().message());
        }
        DrilledSnapshot snapshot = proof.snapshot();
        if (snapshot == null || proof.server() == null) {
            return end(key, ProofFinding.PROOF_UNREADABLE, "it says " + result + " and names no snapshot or no server");
        }
        return forged(key, snapshot, record)
                .or(() -> notAsDeclared(key, result))
                .or(() -> result == DrillResult.RESTORED ? unlike(key, proof, record) : Optional.empty())
                .orElseGet(() -> end(key, result, remark(proof, record)));
    }

    private Optional<DrillEnd> forged(DrillKey key, DrilledSnapshot snapshot, @Nullable VerificationRecord record) {
        ArchiveReport archive = record == null ? null : record.archive();
        if (!snapshot.key().cluster().equals(cluster.name())) {
            return forged(key, "it names a snapshot of another cluster");
        }
        if (record == null || archive == null) {
            return forged(key, "it names " + snapshot.key().format() + ", which has no record");
        }
        if (!snapshot.versionId().equals(record.versionId())) {
            return forged(key, "it names another version of " + snapshot.key().format() + " than was verified");
        }
        if (!snapshot.sha256().equals(archive.sha256()) || snapshot.bytes() != archive.size()) {
            return forged(
                    key,
                    "it names other bytes than were verified in "
                            + snapshot.key().format());
        }
        if (snapshot.key().takenAt().isAfter(key.startedAt().plus(SnapshotKey.CLOCK_TOLERANCE))) {
            return forged(key, "it names a snapshot that was taken after the drill");
        }
        return record.verdict() == Verdict.INTACT
                ? Optional.empty()
                : Optional.of(end(
                        key,
                        ProofFinding.SNAPSHOT_NOT_PROVEN,
                        snapshot.key().format() + " is " + record.verdict().id()));
    }

    private Optional<DrillEnd> notAsDeclared(DrillKey key, DrillResult result) {
        boolean unseals = cluster.drill().map(DrillSettings::reachesRestored).orElse(true);
        return result == DrillResult.SEALED && unseals
                ? Optional.of(end(
                        key,
                        ProofFinding.SEALED_UNEXPECTEDLY,
                        DrillSetting.DRILL_UNSEAL + " is "
                                + cluster.get(DrillSetting.DRILL_UNSEAL).id()))
                : Optional.empty();
    }

    private Optional<DrillEnd> unlike(DrillKey key, DrillProof proof, @Nullable VerificationRecord record) {
        Canary written = record == null ? null : record.snapshot().canary();
        if (record == null || written == null) {
            return Optional.of(end(key, ProofFinding.CANARY_NOT_RECORDED, "the snapshot's object names no canary"));
        }
        Canary read = proof.reading().canary();
        if (!written.equals(read)) {
            return Optional.of(end(
                    key,
                    ProofFinding.CANARY_WRONG,
                    "the snapshot was taken with the canary of " + written.writtenAt()
                            + (read == null
                                    ? ", and the drill read none"
                                    : ", and the drill read another one, of " + read.writtenAt())));
        }
        return stale(key, written, record).or(() -> otherMounts(key, proof, record));
    }

    /** The job writes the canary and then takes the snapshot, so no more than one run of it lies in between. */
    private Optional<DrillEnd> stale(DrillKey key, Canary written, VerificationRecord record) {
        BackupJobSettings job = cluster.job();
        Duration age = Duration.between(written.writtenAt(), record.key().takenAt());
        boolean fresh = age.abs().compareTo(job.jobDeadline().plus(SnapshotKey.CLOCK_TOLERANCE)) <= 0;
        return fresh
                ? Optional.empty()
                : Optional.of(end(
                        key,
                        ProofFinding.CANARY_STALE,
                        "it was written at " + written.writtenAt() + ", the snapshot was taken at "
                                + record.key().takenAt()));
    }

    private static Optional<DrillEnd> otherMounts(DrillKey key, DrillProof proof, VerificationRecord record) {
        Long listed = proof.reading().mounts();
        ArchiveReport archive = record.archive();
        long stored =
                archive == null ? 0 : archive.contents().of(StateKind.MOUNTS).entries();
        boolean known = Objects.requireNonNull(proof.server()).product().equals(ServerKind.OPENBAO.id())
                && stored >= FEWEST_MOUNTS;
        return known && (listed == null || listed != stored)
                ? Optional.of(end(
                        key,
                        ProofFinding.MOUNTS_DIFFER,
                        "the snapshot has " + stored + ", the restored server lists "
                                + (listed == null ? "none" : listed)))
                : Optional.empty();
    }

    /** What is worth saying about a good drill: a restore into another server than the snapshot's shows less. */
    private String remark(DrillProof proof, @Nullable VerificationRecord record) {
        DrillServer server = proof.server();
        ArchiveReport archive = record == null ? null : record.archive();
        List<String> versions = archive == null ? List.of() : archive.serverVersions();
        String kind = cluster.get(ClusterSetting.SERVER).id();
        if (server == null) {
            return "";
        }
        if (!server.product().equals(kind)) {
            return "it was restored into " + server.product() + ", and the cluster runs " + kind;
        }
        String newest = versions.isEmpty() ? server.version() : versions.get(versions.size() - 1);
        return server.version().equals(newest)
                ? ""
                : "it was restored into version " + server.version() + ", and the snapshot is of " + newest;
    }

    private static Optional<DrillEnd> forged(DrillKey key, String message) {
        return Optional.of(end(key, ProofFinding.PROOF_FORGED, message));
    }

    private static DrillEnd end(DrillKey key, DrillOutcome outcome, String message) {
        return new DrillEnd(key, outcome, message);
    }
}
