package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.schedule.CronExpression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of one cluster's restore drill, each declared once. */
public final class DrillSetting {
    private static final List<ClusterSetting<?>> ALL = new ArrayList<>();

    private static final String FOLDER = "(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*){2,}";

    /** When a restore drill runs, or empty when none does; {@link ClusterSettings#drill()} has it in its time zone. */
    public static final ClusterSetting<Optional<CronExpression>> DRILL_SCHEDULE = declare(
            "drillSchedule",
            Form.schedule().optional(),
            Default.fixed(Optional.empty()),
            "When a restore drill runs, in timeZone. Without it none does, and no snapshot reaches the level restored.");

    /** How old the last proof of a restore may become, or empty without a drill. */
    public static final ClusterSetting<Optional<Duration>> RESTORED_WITHIN = declare(
            "restoredWithinDays",
            Form.days(1, 2_190).optional(),
            Default.derived("derived", Deadlines::derivedRestoredWithin),
            "How old the last proof of a restore may become before you are told. The default is the longest gap of"
                    + " drillSchedule plus the time that a drill may take.");

    /** How the server of a drill is unsealed. */
    public static final ClusterSetting<DrillUnseal> DRILL_UNSEAL = declare(
            "drillUnseal",
            Form.oneOf(List.of(DrillUnseal.values()), DrillUnseal::id),
            Default.fixed(DrillUnseal.AUTO),
            "How the drill's server is unsealed: by its seal (auto), with the keys of the Secret "
                    + DrillNames.KEYS_SECRET + " (keys), or not at all (none). With none the level stays unsealable.");

    /** The image of the drill's server. */
    public static final ClusterSetting<String> DRILL_IMAGE = declare(
            "drillImage",
            ClusterSetting.IMAGE,
            Default.derived("vaultImage", cluster -> cluster.get(ClusterSetting.VAULT_IMAGE)),
            "Image of the drill's server. It must be of the version that took the snapshot.");

    /** The proxy that the drill uses instead of a gate of its own, or empty. */
    public static final ClusterSetting<Optional<ServerUrl>> DRILL_PROXY = declare(
            "drillProxy",
            Form.serverUrl(
                            "an http:// or https:// URL of an IPv4 address, since the drill's pod resolves no names",
                            ServerUrl::isIpv4,
                            "http",
                            "https")
                    .optional(),
            Default.fixed(Optional.empty()),
            "Proxy through which the drill reaches S3, STS and KMS, instead of a gate of its own. It must let nothing"
                    + " else through.");

    /** The image of the drill's gate. */
    public static final ClusterSetting<String> DRILL_GATE_IMAGE = declare(
            "drillGateImage",
            ClusterSetting.IMAGE,
            Default.fixed("ubuntu/squid:6.6-24.04_beta"
                    + "@sha256:6a097f68bae708cedbabd6188d68c7e2e7a38cedd05a176e1cc0ba29e3bbe029"),
            "Image of the drill's gate, a Squid proxy. Its program is /usr/sbin/squid.");

    /** The server that a transit seal asks, or empty when the seal is not of that kind. */
    public static final ClusterSetting<Optional<ServerUrl>> DRILL_SEAL_ADDRESS = declare(
            "drillSealAddress",
            Form.serverUrl("an https:// URL without a path or a user", "https").optional(),
            Default.fixed(Optional.empty()),
            "Server whose transit engine the seal uses. The gate then lets the drill reach it too, at exactly this host"
                    + " and port.");

    /** Folders in which the server's file audit devices write, separated by commas. */
    public static final ClusterSetting<String> DRILL_AUDIT_FOLDERS = declare(
            "drillAuditFolders",
            Form.matching(
                    "absolute paths of folders, each of two or more names, separated by commas, not under /var/run",
                    "(?!.*(?:^|,)/var/run/)" + FOLDER + "(," + FOLDER + ")*"),
            Default.fixed("/vault/audit,/vault/logs"),
            "Folders in which the server's file audit devices write. A restored server has the same devices, and does not"
                    + " become active where one cannot write. The drill's server gets an empty folder at each.");

    private DrillSetting() {}

    private static <T> ClusterSetting<T> declare(
            String key, Form<T> form, Default<ClusterSettings, T> absent, String meaning) {
        ClusterSetting<T> setting = new ClusterSetting<>(key, form, absent, meaning);
        ALL.add(setting);
        return setting;
    }

    static List<ClusterSetting<?>> values() {
        return List.copyOf(ALL);
    }
}
