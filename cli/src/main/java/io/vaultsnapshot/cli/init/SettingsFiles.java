package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsDocument;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** The settings file of a checkout, which git ignores, and the cdk.json that names it. */
public final class SettingsFiles {
    /** The name that .gitignore has. */
    public static final String NAME = "settings.local.json";

    private final Path cdkJson;

    /** Creates it for the checkout of a cdk.json. */
    public SettingsFiles(Path cdkJson) {
        this.cdkJson = cdkJson;
    }

    /** Returns the settings file. */
    public Path file() {
        return cdkJson.resolveSibling(NAME);
    }

    /**
     * Returns what writing would overwrite, or empty when nothing would be lost.
     *
     * @throws IOException if cdk.json cannot be read
     */
    public Optional<String> wouldOverwrite() throws IOException {
        if (Files.exists(file())) {
            return Optional.of(file() + " exists");
        }
        return isReplaceable() ? Optional.empty() : Optional.of(cdkJson + " holds settings that are no example");
    }

    /**
     * Returns whether the settings are there and cdk.json, which is still the example, does not name them: as when they were
     * copied into the folder of a newer version.
     *
     * @throws IOException if cdk.json cannot be read
     */
    public boolean isUnnamed() throws IOException {
        return Files.exists(file()) && isExample();
    }

    /**
     * Lets cdk.json name the settings that are there.
     *
     * @throws IOException if cdk.json cannot be written
     */
    public void name() throws IOException {
        replace(cdkJson, new CdkJson(Files.readString(cdkJson)).naming(NAME));
    }

    /**
     * Writes the settings, and lets cdk.json name them. Each file is there in whole or as it was.
     *
     * @throws IOException if a file cannot be written
     */
    public void write(String settings) throws IOException {
        CdkJson cdk = new CdkJson(Files.readString(cdkJson));
        if (cdk.block().isEmpty()) {
            throw new IOException(cdkJson + " has no block " + SettingsParser.CONTEXT_KEY + "; restore it from git");
        }
        replace(file(), settings);
        if (!namesTheFile(cdk.block().get())) {
            name();
        }
    }

    private boolean isReplaceable() throws IOException {
        Optional<JsonObject> block = new CdkJson(Files.readString(cdkJson)).block();
        return block.isEmpty() || namesTheFile(block.get()) || isExample();
    }

    private boolean isExample() throws IOException {
        Map<String, Object> root = Json.read(Files.readString(cdkJson));
        try {
            SnapshotSettings settings = SettingsDocument.parse(cdkJson.toString(), root, path -> {
                throw SettingsDocument.missing(path, cdkJson.toString(), path);
            });
            return SettingsDocument.note(settings).isPresent();
        } catch (InvalidSettingsException somebodyChangedIt) {
            return false;
        }
    }

    private static boolean namesTheFile(JsonObject block) {
        return block.optionalText(SettingsParser.SETTINGS_FILE).equals(Optional.of(NAME));
    }

    private static void replace(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file;
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            Files.writeString(part, text);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
