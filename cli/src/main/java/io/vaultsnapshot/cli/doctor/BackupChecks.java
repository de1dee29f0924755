package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.text.Age;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What the verifier has seen, from the index that its sweep writes. */
final class BackupChecks {
    private static final String ALARMS = "docs/runbook.md#vault-snapshot-verifier-heartbeat";

    private final Supplier<DocumentStore> documents;
    private final Instant now;
    private final Map<String, FleetEntry> clusters = new TreeMap<>();

    BackupChecks(Supplier<DocumentStore> documents, Instant now) {
        this.documents = documents;
        this.now = now;
    }

    void run(Checkup checkup, Iterable<ClusterSettings> expected) {
        checkup.look(Subject.SWEEP, this::sweep);
        expected.forEach(cluster -> checkup.look(Subject.SNAPSHOT, cluster.name(), () -> snapshot(cluster)));
    }

    private Seen sweep() {
        try {
            Optional<StoredDocument> document = documents.get().read(StatusKey.FLEET_INDEX);
            if (document.isEmpty()) {
                return Seen.miss(
                        "no sweep has ended yet",
                        "wait: the first one ends within 15 minutes of the deployment; after that see its alarms");
            }
            FleetIndex index = FleetIndex.of(document.get().fields());
            clusters.putAll(index.clusters());
            String age = "the last one was " + Age.between(index.sweptAt(), now) + " ago";
            return index.isOld(now) ? Seen.miss(age, ALARMS) : Seen.ok(age);
        } catch (StoreUnavailableException | CorruptDocumentException | DocumentException unreadable) {
            return Seen.unknown(String.valueOf(unreadable.getMessage()), "s3:GetObject on status/ is needed");
        }
    }

    private Seen snapshot(ClusterSettings cluster) {
        FleetEntry entry = clusters.get(cluster.name());
        if (entry == null) {
            return Seen.miss(
                    "the last sweep did not look at this cluster",
                    "wait for the next sweep; when it stays so: " + StackChecks.DEPLOY
                            + ", since the stack may be older than the settings");
        }
        if (entry.situation().isBad()) {
            return Seen.miss(
                    entry.situation().cause().meaning(1) + ", since "
                            + Age.time(entry.situation().since())
                            + entry.situation()
                                    .reason(Age::time)
                                    .map(why -> ": " + why)
                                    .orElse(""),
                    "./vault-snapshot status --cluster " + cluster.name());
        }
        if (entry.newest() == null) {
            return Seen.miss(
                    "none has arrived yet",
                    "take one now: kubectl --context CONTEXT -n "
                            + cluster.serviceAccount().namespace() + " create job --from=cronjob/"
                            + KubernetesNames.CRON_JOB + " test-1");
        }
        return Seen.ok("the newest was taken "
                + Age.between(entry.newest().key().takenAt(), now) + " ago and is "
                + entry.newest().verdict().id());
    }
}
