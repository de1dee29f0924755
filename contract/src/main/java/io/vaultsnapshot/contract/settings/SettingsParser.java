package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns the settings block, as a JSON parser hands it over, into {@link SnapshotSettings}. All problems are reported at
 * once. A key whose value is JSON's null counts as left out.
 */
public final class SettingsParser {
    /** The key of the settings block in the context of {@code cdk.json}. */
    public static final String CONTEXT_KEY = "vault-snapshot";
    /** The key of the list of subscribers. */
    public static final String ALERTS = "alerts";
    /** The key of the list of clusters. */
    public static final String CLUSTERS = "clusters";
    /** The key that names a file with the settings, instead of all others. */
    public static final String SETTINGS_FILE = "settingsFile";

    /** Names the JSON Schema of the settings, for editors. Nothing here reads it. */
    public static final String SCHEMA = "$schema";

    private SettingsParser() {}

    /**
     * Returns the settings.
     *
     * @param block the settings block: maps, lists, texts and numbers
     * @param readFile reads a JSON file's object, for a block that is only a {@value #SETTINGS_FILE}
     * @throws InvalidSettingsException with every problem there is
     */
    public static SnapshotSettings parse(Map<String, ?> block, Function<String, Map<String, ?>> readFile) {
        Object file = block.get(SETTINGS_FILE);
        if (file == null) {
            return parse(block);
        }
        List<SettingsProblem> problems = new ArrayList<>();
        block.forEach((key, value) -> {
            if (value != null && !key.equals(SETTINGS_FILE) && !key.equals(SCHEMA)) {
                problems.add(new SettingsProblem(
                        key, "is not allowed beside " + SETTINGS_FILE + "; move it into that file"));
            }
        });
        if (!(file instanceof String path) || path.isBlank()) {
            problems.add(0, new SettingsProblem(SETTINGS_FILE, "must be the path of a JSON file"));
            throw new InvalidSettingsException(problems);
        }
        refuseIfAny(problems);
        return parse(readFile.apply(path));
    }

    /**
     * Returns the settings of a block that holds them itself.
     *
     * @throws InvalidSettingsException with every problem there is
     */
    public static SnapshotSettings parse(Map<String, ?> object) {
        List<SettingsProblem> problems = new ArrayList<>();
        JsonBlock block = new JsonBlock("", object, problems);
        if (block.get(SETTINGS_FILE) != null) {
            block.problem(SETTINGS_FILE, "is not allowed here; a settings file holds the settings themselves");
        }
        block.refuseOtherKeysThan(keysOf(FleetSetting.values(), ALERTS, CLUSTERS, SETTINGS_FILE, SCHEMA));
        Given<SnapshotSettings> given = Given.read(block, FleetSetting.values());
        List<AlertSubscription> alerts = AlertsReader.read(block.list(ALERTS, false));
        Place home = new Place(
                given.find(FleetSetting.ACCOUNT).orElse(""),
                given.find(FleetSetting.REGION).orElse(""));
        List<ClusterSettings> clusters = new ClustersReader(home).read(block.list(CLUSTERS, true));
        LockRules.check(block, given, clusters);
        BucketRules.check(block, given, clusters);
        ReplicaRules.check(block, given, home);
        RetentionRules.check(block, given, clusters);
        refuseIfAny(problems);
        return new SnapshotSettings(given, alerts, clusters);
    }

    private static void refuseIfAny(List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    static List<String> keysOf(List<? extends Setting<?, ?>> settings, String... others) {
        return Stream.concat(settings.stream().map(Setting::key), Stream.of(others))
                .toList();
    }
}
