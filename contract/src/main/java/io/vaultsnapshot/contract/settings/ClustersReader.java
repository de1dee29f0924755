package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the list of clusters, and what must hold between them. */
final class ClustersReader {
    private final List<SettingsProblem> problems;
    private final RecoveryReader recoveries;
    private final Map<String, String> pathByName = new HashMap<>();
    private final Map<String, String> pathByWriterRole = new HashMap<>();

    ClustersReader(List<SettingsProblem> problems) {
        this.problems = problems;
        this.recoveries = new RecoveryReader(problems);
    }

    List<ClusterSettings> read(List<LocatedObject> objects) {
        List<ClusterSettings> clusters = new ArrayList<>();
        for (LocatedObject each : objects) {
            int before = problems.size();
            UnknownKeys.reject(each.path(), each.object(), SettingsParser.keysOf(ClusterSetting.values()), problems);
            Values values = Values.read(each.path(), each.object(), List.of(ClusterSetting.values()), problems);
            if (values.has(ClusterSetting.NAME)) {
                checkAcrossClusters(each.path(), values);
            }
            checkReviewer(each.path(), values);
            if (problems.size() == before) {
                read(each.path(), values).ifPresent(clusters::add);
            }
        }
        return clusters;
    }

    private void checkAcrossClusters(String path, Values values) {
        String name = values.text(ClusterSetting.NAME);
        if (name.equals(StatusKey.RESERVED_CLUSTER_NAME)) {
            problems.add(new SettingsProblem(
                    path + ClusterSetting.NAME.key(),
                    "'" + name + "' is reserved: its status would overwrite " + StatusKey.FLEET_INDEX));
        }
        if (SelfTest.isOf(name)) {
            problems.add(new SettingsProblem(
                    path + ClusterSetting.NAME.key(),
                    "'" + name + "' is reserved: snapshots under " + SelfTest.prefix() + " are damaged on purpose"));
        }
        String sameName = pathByName.putIfAbsent(name, path);
        if (sameName != null) {
            problems.add(new SettingsProblem(
                    path + ClusterSetting.NAME.key(), "'" + name + "' is already used by " + sameName + "name"));
        }
        if (values.refused(ClusterSetting.WRITER_ROLE)) {
            return;
        }
        String role = values.text(ClusterSetting.WRITER_ROLE);
        // IAM keeps the case of a role's name and does not let two differ by it alone.
        String sameRole = pathByWriterRole.putIfAbsent(role.toLowerCase(Locale.ROOT), path);
        if (sameRole != null) {
            problems.add(new SettingsProblem(
                    path + ClusterSetting.WRITER_ROLE.key(),
                    "'" + role + "' is already used by " + sameRole
                            + "writerRole; each cluster needs its own, such as '" + role + "-" + name + "'"));
        }
    }

    private void checkReviewer(String path, Values values) {
        boolean elsewhere = values.text(ClusterSetting.TOKEN_REVIEWER).equals(TokenReviewer.SECRET.id());
        if (elsewhere
                && !values.has(ClusterSetting.KUBERNETES_HOST)
                && !values.refused(ClusterSetting.KUBERNETES_HOST)) {
            problems.add(new SettingsProblem(
                    path + ClusterSetting.KUBERNETES_HOST.key(),
                    "is missing; a server outside the cluster (tokenReviewer secret) needs "
                            + ClusterSetting.KUBERNETES_HOST.form().description() + " of the API server"));
        }
    }

    /** Reads a cluster whose values are good one by one; whether they fit together is seen here. */
    private Optional<ClusterSettings> read(String path, Values values) {
        BackupJobSettings job = job(values);
        return recoveries.read(path, values, job).map(recovery -> cluster(values, job, recovery));
    }

    private static ClusterSettings cluster(Values values, BackupJobSettings job, RecoverySettings recovery) {
        return new ClusterSettings(
                values.text(ClusterSetting.NAME),
                values.text(ClusterSetting.GROUP),
                values.textOrNull(ClusterSetting.OIDC_ISSUER),
                values.text(ClusterSetting.WRITER_ROLE),
                new ServiceAccountRef(
                        values.text(ClusterSetting.NAMESPACE), values.text(ClusterSetting.SERVICE_ACCOUNT)),
                job,
                recovery,
                vault(values),
                trust(values));
    }

    private static TrustSettings trust(Values values) {
        String arns = values.textOrNull(ClusterSetting.SEAL_KEY_ARNS);
        return new TrustSettings(
                arns == null ? List.of() : List.of(arns.split(",")),
                values.integer(ClusterSetting.MASS_DELETION_PERCENT));
    }

    private static BackupJobSettings job(Values values) {
        return new BackupJobSettings(
                values.text(ClusterSetting.SCHEDULE),
                values.text(ClusterSetting.TIME_ZONE),
                Duration.ofSeconds(values.integer(ClusterSetting.STARTING_DEADLINE_SECONDS)),
                Duration.ofSeconds(values.integer(ClusterSetting.JOB_DEADLINE_SECONDS)),
                values.integer(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT),
                values.integer(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT),
                values.integer(ClusterSetting.SHARE_SIZE_MIB),
                values.text(ClusterSetting.AWS_CLI_IMAGE));
    }

    private static VaultSettings vault(Values values) {
        ServerKind server = ServerKind.ofId(values.text(ClusterSetting.SERVER));
        return new VaultSettings(
                server,
                values.text(ClusterSetting.VAULT_ADDRESS),
                values.textOrNull(ClusterSetting.VAULT_CA_CONFIG_MAP),
                values.has(ClusterSetting.VAULT_IMAGE) ? values.text(ClusterSetting.VAULT_IMAGE) : server.image(),
                values.text(ClusterSetting.VAULT_ROLE),
                values.text(ClusterSetting.VAULT_POLICY),
                values.text(ClusterSetting.VAULT_AUDIENCE),
                Duration.ofSeconds(values.integer(ClusterSetting.TOKEN_TTL_SECONDS)),
                TokenReviewer.ofId(values.text(ClusterSetting.TOKEN_REVIEWER)),
                values.text(ClusterSetting.KUBERNETES_HOST));
    }
}
