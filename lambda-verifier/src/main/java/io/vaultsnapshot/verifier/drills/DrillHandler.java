package io.vaultsnapshot.verifier.drills;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import io.vaultsnapshot.contract.drill.ProofFinding;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A drill's proof arrived: it is judged, the record kept, the status brought up to date. */
public final class DrillHandler {
    private final SnapshotStore proofs;
    private final VerificationRecords records;
    private final StatusRepository statuses;
    private final Clock clock;

    /** Creates the handler over the places that it reads from and writes to. */
    public DrillHandler(SnapshotStore proofs, VerificationRecords records, StatusRepository statuses, Clock clock) {
        this.proofs = proofs;
        this.records = records;
        this.statuses = statuses;
        this.clock = clock;
    }

    /**
     * Judges the proof, unless this very version was judged before, and applies the result to the cluster's status.
     *
     * @param versionId the version that arrived, or null for the current one, if none was judged before
     * @throws StoreUnavailableException if proof, record or status could not be read or written
     */
    public void handle(ClusterSettings cluster, DrillKey key, @Nullable String versionId, RunMetrics metrics)
            throws StoreUnavailableException {
        DrillRecord record = record(cluster, key, versionId, metrics);
        metrics.describe("drill", record.end().outcome().name());
        StatusMachine machine = new StatusMachine(cluster);
        statuses.change(cluster.name(), status -> machine.afterDrill(status, record, clock.instant()), metrics);
    }

    private DrillRecord record(ClusterSettings cluster, DrillKey key, @Nullable String versionId, RunMetrics metrics)
            throws StoreUnavailableException {
        Optional<DrillRecord> known = records.drill(key);
        if (known.isPresent()
                && (versionId == null || versionId.equals(known.get().versionId()))) {
            return records.join(known.get());
        }
        DrillRecord judged = read(cluster, key, versionId);
        metrics.add(VerifierMetrics.DRILLS_VERIFIED, 1);
        if (known.isEmpty()) {
            return records.append(judged);
        }
        // An upload whose answer was lost is repeated, and then there are two versions of the same proof.
        return judged.proof() != null && judged.proof().equals(known.get().proof())
                ? records.join(known.get())
                : records.append(replaced(judged, known.get()));
    }

    private static DrillRecord replaced(DrillRecord judged, DrillRecord known) {
        String message =
                "version " + known.versionId() + " of this proof was judged before, and another one replaced it";
        return new DrillRecord(
                new DrillEnd(judged.key(), ProofFinding.PROOF_FORGED, message),
                judged.versionId(),
                judged.verifiedAt(),
                judged.proof(),
                null);
    }

    private DrillRecord read(ClusterSettings cluster, DrillKey key, @Nullable String versionId)
            throws StoreUnavailableException {
        try (SnapshotContent content = proofs.open(key.format(), versionId)) {
            return judge(cluster, key, content);
        } catch (StoreUnavailableException unavailable) {
            throw unavailable;
        } catch (IOException impossible) {
            throw new UncheckedIOException("a store's stream fails with StoreUnavailableException only", impossible);
        }
    }

    private DrillRecord judge(ClusterSettings cluster, DrillKey key, SnapshotContent content) throws IOException {
        if (content.size() > DrillProof.LONGEST_DOCUMENT) {
            return unreadable(key, content, "it is longer than " + DrillProof.LONGEST_DOCUMENT + " bytes");
        }
        if (key.isInFuture(clock.instant())) {
            return refused(key, content, ProofFinding.PROOF_FORGED, "its key names a time in the future");
        }
        byte[] bytes = content.stream().readAllBytes();
        DrillProof proof;
        try {
            proof = DrillProof.of(Json.read(bytes));
        } catch (MalformedJsonException notJson) {
            return unreadable(key, content, "it is not a JSON object");
        } catch (DocumentException shapeless) {
            return unreadable(key, content, String.valueOf(shapeless.getMessage()));
        }
        DrillEnd end = new ProofJudge(cluster)
                .judge(key, proof, recordOf(cluster, proof).orElse(null));
        return new DrillRecord(end, content.versionId(), clock.instant(), proof, null);
    }

    /** A snapshot of another cluster is not looked up: the proof must not choose what is read. */
    private Optional<VerificationRecord> recordOf(ClusterSettings cluster, DrillProof proof)
            throws StoreUnavailableException {
        DrilledSnapshot snapshot = proof.snapshot();
        return snapshot == null || !snapshot.key().cluster().equals(cluster.name())
                ? Optional.empty()
                : records.record(snapshot.key());
    }

    private DrillRecord unreadable(DrillKey key, SnapshotContent content, String message) {
        return refused(key, content, ProofFinding.PROOF_UNREADABLE, message);
    }

    private DrillRecord refused(DrillKey key, SnapshotContent content, ProofFinding finding, String message) {
        return new DrillRecord(new DrillEnd(key, finding, message), content.versionId(), clock.instant(), null, null);
    }
}
