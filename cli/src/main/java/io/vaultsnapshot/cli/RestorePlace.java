package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster's backups are, and what takes them.
 *
 * @param bucket the bucket
 * @param server whose program is called
 * @param namespace of the backup job
 */
record RestorePlace(String bucket, ServerKind server, String namespace) {
    /**
     * Returns the place that the settings name. On the worst night there may be no settings: then the bucket is enough.
     *
     * @param bucket the bucket, or null when the settings must name it
     * @throws IllegalArgumentException if nothing names the bucket
     * @throws IOException if the settings cannot be read
     */
    static RestorePlace of(@Nullable String bucket, Path settings, String cluster) throws IOException {
        if (Files.isRegularFile(settings)) {
            SnapshotSettings fleet = ScheduledCluster.settingsIn(settings);
            Optional<ClusterSettings> configured = fleet.cluster(cluster);
            if (configured.isPresent()) {
                return new RestorePlace(
                        bucket == null ? fleet.bucket() : bucket,
                        configured.get().get(ClusterSetting.SERVER),
                        configured.get().serviceAccount().namespace());
            }
        }
        if (bucket == null) {
            throw new IllegalArgumentException(
                    Files.isRegularFile(settings)
                            ? "--cluster: '" + cluster + "' is not in " + settings
                                    + "; name its bucket (--bucket) if it is elsewhere"
                            : "name the bucket (--bucket), or run this beside cdk.json");
        }
        return new RestorePlace(bucket, ServerKind.VAULT, "vault-snapshot");
    }

    /** Returns the same place with what was given on the command line. */
    RestorePlace with(@Nullable ServerKind givenServer, @Nullable String givenNamespace) {
        return new RestorePlace(
                bucket,
                givenServer == null ? server : givenServer,
                givenNamespace == null ? namespace : givenNamespace);
    }
}
