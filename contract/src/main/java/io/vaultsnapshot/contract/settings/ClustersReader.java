package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.SelfTest;
import io.vaultsnapshot.contract.ServiceAccountRef;
import io.vaultsnapshot.contract.StatusKey;
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
            UnknownKeys.reject(each.path(), each.object(), SettingsParser.keysOf(ClusterKey.values()), problems);
            Values values = Values.read(each.path(), each.object(), List.of(ClusterKey.values()), problems);
            if (values.has(ClusterKey.NAME)) {
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
        String name = values.text(ClusterKey.NAME);
        if (name.equals(StatusKey.RESERVED_CLUSTER_NAME)) {
            problems.add(new SettingsProblem(
                    path + ClusterKey.NAME.key(),
                    "'" + name + "' is reserved: its status would overwrite " + StatusKey.FLEET_INDEX));
        }
        if (SelfTest.isOf(name)) {
            problems.add(new SettingsProblem(
                    path + ClusterKey.NAME.key(),
                    "'" + name + "' is reserved: snapshots under " + SelfTest.prefix() + " are damaged on purpose"));
        }
        String sameName = pathByName.putIfAbsent(name, path);
        if (sameName != null) {
            problems.add(new SettingsProblem(
                    path + ClusterKey.NAME.key(), "'" + name + "' is already used by " + sameName + "name"));
        }
        if (values.refused(ClusterKey.WRITER_ROLE)) {
            return;
        }
        String role = values.text(ClusterKey.WRITER_ROLE);
        // IAM keeps the case of a role's name and does not let two differ by it alone.
        String sameRole = pathByWriterRole.putIfAbsent(role.toLowerCase(Locale.ROOT), path);
        if (sameRole != null) {
            problems.add(new SettingsProblem(
                    path + ClusterKey.WRITER_ROLE.key(),
                    "'" + role + "' is already used by " + sameRole
                            + "writerRole; each cluster needs its own, such as '" + role + "-" + name + "'"));
        }
    }

    private void checkReviewer(String path, Values values) {
        boolean elsewhere = values.text(ClusterKey.TOKEN_REVIEWER).equals(TokenReviewer.SECRET.word());
        if (elsewhere && !values.has(ClusterKey.KUBERNETES_HOST) && !values.refused(ClusterKey.KUBERNETES_HOST)) {
            problems.add(new SettingsProblem(
                    path + ClusterKey.KUBERNETES_HOST.key(),
                    "is missing; a server outside the cluster (tokenReviewer secret) needs "
                            + ClusterKey.KUBERNETES_HOST.form().description() + " of the API server"));
        }
    }

    /** Reads a cluster whose values are good one by one; whether they fit together is seen here. */
    private Optional<ClusterSettings> read(String path, Values values) {
        BackupJobSettings job = job(values);
        return recoveries.read(path, values, job).map(recovery -> cluster(values, job, recovery));
    }

    private static ClusterSettings cluster(Values values, BackupJobSettings job, RecoverySettings recovery) {
        return new ClusterSettings(
                values.text(ClusterKey.NAME),
                values.text(ClusterKey.GROUP),
                values.textOrNull(ClusterKey.OIDC_ISSUER),
                values.text(ClusterKey.WRITER_ROLE),
                new ServiceAccountRef(values.text(ClusterKey.NAMESPACE), values.text(ClusterKey.SERVICE_ACCOUNT)),
                job,
                recovery,
                vault(values),
                trust(values));
    }

    private static TrustSettings trust(Values values) {
        String arns = values.textOrNull(ClusterKey.SEAL_KEY_ARNS);
        return new TrustSettings(
                arns == null ? List.of() : List.of(arns.split(",")), values.integer(ClusterKey.MASS_DELETION_PERCENT));
    }

    private static BackupJobSettings job(Values values) {
        return new BackupJobSettings(
                values.text(ClusterKey.SCHEDULE),
                values.text(ClusterKey.TIME_ZONE),
                Duration.ofSeconds(values.integer(ClusterKey.STARTING_DEADLINE_SECONDS)),
                Duration.ofSeconds(values.integer(ClusterKey.JOB_DEADLINE_SECONDS)),
                values.integer(ClusterKey.SUCCESSFUL_JOBS_HISTORY_LIMIT),
                values.integer(ClusterKey.FAILED_JOBS_HISTORY_LIMIT),
                values.integer(ClusterKey.SHARE_SIZE_MIB),
                values.text(ClusterKey.AWS_CLI_IMAGE));
    }

    private static VaultSettings vault(Values values) {
        ServerKind server = ServerKind.ofWord(values.text(ClusterKey.SERVER));
        return new VaultSettings(
                server,
                values.text(ClusterKey.VAULT_ADDRESS),
                values.textOrNull(ClusterKey.VAULT_CA_CONFIG_MAP),
                values.has(ClusterKey.VAULT_IMAGE) ? values.text(ClusterKey.VAULT_IMAGE) : server.image(),
                values.text(ClusterKey.VAULT_ROLE),
                values.text(ClusterKey.VAULT_POLICY),
                values.text(ClusterKey.VAULT_AUDIENCE),
                Duration.ofSeconds(values.integer(ClusterKey.TOKEN_TTL_SECONDS)),
                TokenReviewer.ofWord(values.text(ClusterKey.TOKEN_REVIEWER)),
                values.text(ClusterKey.KUBERNETES_HOST));
    }
}
