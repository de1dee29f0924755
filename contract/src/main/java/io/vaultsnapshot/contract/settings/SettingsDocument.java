package io.vaultsnapshot.contract.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings in a file: a {@code cdk.json}, which has the block in its context, or the block alone. All programs take both
 * forms, and find the file that {@value SettingsParser#SETTINGS_FILE} names in the same place: beside the file that names it.
 */
public final class SettingsDocument {
    private static final String CONTEXT = "context";
    private static final String APP = "app";
    /** Those that AWS uses in its documentation, and this project in its own. */
    private static final List<String> EXAMPLE_ACCOUNTS = List.of("111122223333", "123456789012");

    private SettingsDocument() {}

    /** Reads a file of the settings. */
    public interface Reader {
        /**
         * Returns the object that a file beside the document holds.
         *
         * @throws InvalidSettingsException if there is none; see {@link #missing} and {@link #malformed}
         */
        Map<String, ?> readBeside(String path);
    }

    /**
     * Returns the settings of a document.
     *
     * @param file the document's name, for messages
     * @throws InvalidSettingsException with every problem of the settings
     */
    public static SnapshotSettings parse(String file, Map<String, ?> root, Reader reader) {
        Object context = root.get(CONTEXT);
        if (context == null && !root.containsKey(APP)) {
            return SettingsParser.parse(root, reader::readBeside);
        }
        if (context instanceof Map<?, ?> keys && keys.get(SettingsParser.CONTEXT_KEY) instanceof Map<?, ?> block) {
            Map<String, Object> settings = new LinkedHashMap<>();
            block.forEach((key, value) -> settings.put(String.valueOf(key), value));
            return SettingsParser.parse(settings, reader::readBeside);
        }
        throw problem(SettingsParser.CONTEXT_KEY, "is missing; must be an object under \"" + CONTEXT + "\" in " + file);
    }

    /**
     * Refuses settings without a subscriber, unless they say that this is meant.
     *
     * @throws InvalidSettingsException if no message would be sent when a backup fails
     */
    public static SnapshotSettings withSubscribers(SnapshotSettings settings) {
        if (settings.alerts().isEmpty() && !settings.get(FleetSetting.ALLOW_NO_SUBSCRIBERS)) {
            throw problem(
                    SettingsParser.ALERTS,
                    "is empty, so no message is sent when a backup fails; add a subscriber, such as {\"protocol\":"
                            + " \"email\", \"endpoint\": \"oncall@example.com\"}, or allow it: \""
                            + FleetSetting.ALLOW_NO_SUBSCRIBERS + "\": true");
        }
        return settings;
    }

    /**
     * Returns what to say about settings that can be read and are most likely not meant: the account of an example. It is no
     * error, because the demo, and a first look at template and manifests, need no account.
     */
    public static Optional<String> note(SnapshotSettings settings) {
        return Optional.of(settings.account())
                .filter(EXAMPLE_ACCOUNTS::contains)
                .map(account -> FleetSetting.ACCOUNT + " " + account
                        + " is the one of an example; put your own into the settings before you deploy");
    }

    /** Returns the problem that the file that the settings name is not there. */
    public static InvalidSettingsException missing(String path, String namedIn, String lookedFor) {
        return problem(
                SettingsParser.SETTINGS_FILE,
                "'" + path + "', which " + namedIn + " names, does not exist; looked for " + lookedFor);
    }

    /** Returns the problem that the file that the settings name is not a JSON object. */
    public static InvalidSettingsException malformed(String path, String slip) {
        return problem(SettingsParser.SETTINGS_FILE, "'" + path + "' is not a JSON object, " + slip);
    }

    private static InvalidSettingsException problem(String path, String text) {
        return new InvalidSettingsException(List.of(new SettingsProblem(path, text)));
    }
}
