package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which fleet is meant: a bucket, or the settings that name it. */
final class FleetOptions {
    @Option(names = "--bucket", paramLabel = "BUCKET", description = "The bucket. Default: that of the settings.")
    private @Nullable String bucket;

    @Mixin
    private SettingsOption settings;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * Where to look.
     *
     * @param bucket the bucket
     * @param settings the settings of the fleet; null when only the bucket was given
     */
    record Place(String bucket, @Nullable SnapshotSettings settings) {
        /** Returns which clusters should be there, as far as that is known. */
        List<String> clusters() {
            return settings == null
                    ? List.of()
                    : settings.clusters().stream().map(ClusterSettings::name).toList();
        }
    }

    Place place() throws IOException {
        if (bucket != null && !settings.isGiven()) {
            return new Place(bucket, null);
        }
        Path file = settings.file();
        if (!settings.isGiven() && !Files.isRegularFile(file)) {
            throw usage("name the bucket (--bucket), or run this beside cdk.json");
        }
        try {
            SnapshotSettings fleet = ScheduledCluster.settingsIn(file);
            return new Place(bucket == null ? fleet.bucket() : bucket, fleet);
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
