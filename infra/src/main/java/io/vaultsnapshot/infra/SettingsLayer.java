package io.vaultsnapshot.infra;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/** The fleet's settings as a layer. An environment holds 4 KB, which is too small for a few dozen clusters. */
final class SettingsLayer extends Construct {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LayerVersion version;

    SettingsLayer(Construct scope, SnapshotSettings settings) {
        super(scope, "Settings");
        Path folder = Path.of(Stage.of(this).getOutdir(), "settings-layer");
        write(folder.resolve(VerifierFunction.SETTINGS_PATH_IN_LAYER), settings);
        version = LayerVersion.Builder.create(this, "Layer")
                .description("Settings of the fleet, from cdk.json")
                .code(Code.fromAsset(folder.toString()))
                .compatibleRuntimes(List.of(VerifierLambda.RUNTIME))
                .compatibleArchitectures(List.of(VerifierLambda.ARCHITECTURE))
                .build();
    }

    LayerVersion version() {
        return version;
    }

    /** Returns where the function finds the file. */
    static String pathInFunction() {
        return "/opt/" + VerifierFunction.SETTINGS_PATH_IN_LAYER;
    }

    private static void write(Path file, SnapshotSettings settings) {
        try {
            Files.createDirectories(file.getParent());
            JSON.writeValue(file.toFile(), SettingsBlock.of(settings));
            // The file's mode is part of the asset, and the function is neither its owner nor in its group. Written
            // under a
            // umask of 077, the function could not read it.
            if (!file.toFile().setReadable(true, false)) {
                throw new IOException("cannot make " + file + " readable for all users");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
