package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes all checks, in the order of a deployment. */
public final class Doctor {
    private static final String INIT = "./vault-snapshot init";

    private final Checkup checkup;
    private final Programs programs;
    private final Place place;
    private final Clock clock;

    /**
     * Where it looks.
     *
     * @param checkout the folder of the launcher, or null without one
     * @param dist the folder of the manifests
     * @param bucket opens the documents of the bucket
     */
    public record Place(@Nullable Path checkout, Path dist, Bucket bucket) {}

    /** Opens the documents of the bucket that settings name. */
    public interface Bucket {
        /** Returns the documents. */
        DocumentStore documents(SnapshotSettings settings);
    }

    /** Reads the settings. */
    public interface SettingsReader {
        /**
         * Returns the settings.
         *
         * @throws IOException if they cannot be read
         * @throws IllegalArgumentException if they are wrong; the message says what to change
         */
        SnapshotSettings read() throws IOException;
    }

    /** Which cluster is looked at, and how it is reached; null for all, and for no look into Kubernetes. */
    public record Scope(@Nullable String cluster, @Nullable String context) {}

    /** Creates it. */
    public Doctor(Checkup checkup, Programs programs, Place place, Clock clock) {
        this.checkup = checkup;
        this.programs = programs;
        this.place = place;
        this.clock = clock;
    }

    /**
     * Makes the checks.
     *
     * @throws IllegalArgumentException if the cluster is not in the settings
     */
    public void examine(SettingsReader reader, Scope scope) {
        new ToolChecks(programs, place.checkout()).run(checkup);
        Optional<SnapshotSettings> settings = settings(reader);
        if (settings.isEmpty()) {
            return;
        }
        List<ClusterSettings> clusters = clusters(settings.get(), scope.cluster());
        AwsCommands aws = new AwsCommands(programs, settings.get().region());
        new AccountChecks(programs, aws, settings.get()).run(checkup, clusters);
        new StackChecks(aws, settings.get()).run(checkup);
        lookIntoKubernetes(aws, settings.get(), clusters, scope.context());
        new BackupChecks(() -> place.bucket().documents(settings.get()), clock.instant()).run(checkup, clusters);
    }

    /** Returns the settings, also those of an example, with which all that follows is skipped. */
    private Optional<SnapshotSettings> settings(SettingsReader reader) {
        try {
            SnapshotSettings settings = SettingsDocument.withSubscribers(reader.read());
            Seen seen = SettingsDocument.note(settings)
                    .map(note -> Seen.miss(note, INIT))
                    .orElseGet(() -> Seen.ok(
                            settings.clusters().size() == 1
                                    ? "1 cluster"
                                    : settings.clusters().size() + " clusters"));
            checkup.look(Subject.SETTINGS, () -> seen);
            return Optional.of(settings);
        } catch (InvalidSettingsException | IllegalArgumentException wrong) {
            checkup.look(
                    Subject.SETTINGS,
                    () -> Seen.miss(String.valueOf(wrong.getMessage()), "correct them, or write new ones: " + INIT));
        } catch (IOException unreadable) {
            checkup.look(Subject.SETTINGS, () -> Seen.unknown("cannot be read: " + unreadable, INIT));
        }
        return Optional.empty();
    }

    private static List<ClusterSettings> clusters(SnapshotSettings settings, @Nullable String name) {
        if (name == null) {
            return settings.clusters();
        }
        return List.of(settings.cluster(name)
                .orElseThrow(() -> new IllegalArgumentException("--cluster: '" + name + "' is not in the settings")));
    }

    private void lookIntoKubernetes(
            AwsCommands aws, SnapshotSettings settings, List<ClusterSettings> clusters, @Nullable String context) {
        if (context != null && clusters.size() == 1) {
            new KubernetesChecks(programs, aws, settings, clusters.get(0), context).run(checkup, place.dist());
            return;
        }
        clusters.forEach(cluster ->
                checkup.look(Subject.MANIFESTS, cluster.name(), () -> KubernetesChecks.written(place.dist(), cluster)));
        String reason = "name one cluster and its context: " + (clusters.size() == 1 ? "" : "--cluster NAME ")
                + "--context NAME (kubectl config get-contexts)";
        for (Subject subject : List.of(Subject.CRON_JOB, Subject.SERVICE_ACCOUNT, Subject.NETWORK_POLICY)) {
            checkup.look(subject, () -> Seen.skipped(reason));
        }
    }
}
