package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.aws.AwsNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Turns the settings block, as a JSON parser hands it over, into {@link SnapshotSettings}. The only map from keys to
 * records. All problems are reported at once. A key whose value is JSON's null counts as left out.
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

    private final List<SettingsProblem> problems = new ArrayList<>();

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
        if (!(file instanceof String path) || path.isBlank()) {
            problems.add(new SettingsProblem(SETTINGS_FILE, "must be the path of a JSON file"));
            throw new InvalidSettingsException(withOtherKeys(block, problems));
        }
        if (!withOtherKeys(block, problems).isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return parse(readFile.apply(path));
    }

    private static List<SettingsProblem> withOtherKeys(Map<String, ?> block, List<SettingsProblem> problems) {
        block.forEach((key, value) -> {
            if (value != null && !key.equals(SETTINGS_FILE)) {
                problems.add(new SettingsProblem(
                        key, "stands beside " + SETTINGS_FILE + ", which stands alone; move it into that file"));
            }
        });
        return problems;
    }

    /**
     * Returns the settings of a block that holds them itself.
     *
     * @throws InvalidSettingsException with every problem there is
     */
    public static SnapshotSettings parse(Map<String, ?> block) {
        return new SettingsParser().readSettings(block);
    }

    private SnapshotSettings readSettings(Map<String, ?> block) {
        if (block.get(SETTINGS_FILE) != null) {
            problems.add(new SettingsProblem(
                    SETTINGS_FILE, "is not allowed here; a settings file holds the settings themselves"));
        }
        UnknownKeys.reject(
                "",
                block,
                Stream.concat(keysOf(FleetSetting.values()).stream(), Stream.of(ALERTS, CLUSTERS, SETTINGS_FILE))
                        .toList(),
                problems);
        Values fleet = Values.read("", block, List.of(FleetSetting.values()), problems);
        List<AlertSubscription> alerts = new AlertsReader(problems).read(objects(ALERTS, block, false));
        List<ClusterSettings> clusters = new ClustersReader(problems).read(objects(CLUSTERS, block, true));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        String account = fleet.text(FleetSetting.ACCOUNT);
        String region = fleet.text(FleetSetting.REGION);
        String bucket =
                fleet.has(FleetSetting.BUCKET) ? fleet.text(FleetSetting.BUCKET) : AwsNames.bucket(account, region);
        RetentionSettings retention = new RetentionSettings(
                fleet.integerOrNull(FleetSetting.RETENTION_DAYS), fleet.integerOrNull(FleetSetting.LOCK_DAYS));
        SnapshotSettings settings = new SnapshotSettings(
                account,
                region,
                bucket,
                retention,
                alerts,
                alerting(fleet),
                fleet.textOrNull(FleetSetting.RECORD_SIGNING_KEY_ARN),
                clusters);
        RetentionContradictions.find(settings, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    private static AlertingSettings alerting(Values fleet) {
        return new AlertingSettings(
                fleet.has(FleetSetting.RUNBOOK) ? fleet.text(FleetSetting.RUNBOOK) : AlertingSettings.RUNBOOK,
                fleet.has(FleetSetting.NOBODY_IS_TOLD) && fleet.flag(FleetSetting.NOBODY_IS_TOLD));
    }

    /** Returns the objects of a list by their paths; notes a problem for whatever is not one. */
    private List<LocatedObject> objects(String key, Map<String, ?> block, boolean atLeastOne) {
        Object raw = block.get(key);
        if (raw == null && !atLeastOne) {
            return List.of();
        }
        if (!(raw instanceof List<?> list) || (atLeastOne && list.isEmpty())) {
            problems.add(new SettingsProblem(
                    key,
                    (raw == null ? "is missing" : "is not allowed") + "; must be a list of objects"
                            + (atLeastOne ? ", at least one" : "")));
            return List.of();
        }
        List<LocatedObject> objects = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            String path = key + "[" + index + "]";
            if (list.get(index) instanceof Map<?, ?> object) {
                objects.add(LocatedObject.of(path + ".", object));
            } else {
                problems.add(new SettingsProblem(path, "must be an object"));
            }
        }
        return objects;
    }

    static List<String> keysOf(Setting... keys) {
        return Stream.of(keys).map(Setting::key).toList();
    }
}
