package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the settings that the manifests were made from. */
final class DemoSettings {
    private DemoSettings() {}

    /**
     * Returns the settings of a {@code cdk.json}, with their first cluster only: one is enough to show the chain.
     *
     * @throws WrongCallException if they cannot be used
     */
    static SnapshotSettings read(Path file) {
        if (!(object(file).get("context") instanceof Map<?, ?> context)
                || !(context.get(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> block)) {
            throw new WrongCallException(file + " has no object '" + SettingsParser.CONTEXT_KEY + "' in its 'context'");
        }
        Map<String, Object> settings = new HashMap<>();
        block.forEach((key, value) -> settings.put(String.valueOf(key), value));
        try {
            SnapshotSettings fleet = SettingsParser.parse(settings, path -> object(file.resolveSibling(path)));
            return fleet.withClusters(fleet.clusters().subList(0, 1));
        } catch (InvalidSettingsException invalid) {
            throw new WrongCallException(file + ": " + invalid.getMessage());
        }
    }

    private static Map<String, Object> object(Path file) {
        try {
            return Json.read(file);
        } catch (IOException unreadable) {
            throw new WrongCallException("cannot read " + file + " (" + unreadable
                    + "); run the demo beside cdk.json, or name the file with --settings");
        }
    }
}
