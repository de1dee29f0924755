package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every key: its default as the seed deploys it, and where a value other than the default lands. */
class SettingsDefaultsTest {
    /** What the seed deploys, key by key; keys without a fixed default stand here as "". */
    private static final Map<ClusterSetting, Object> RECORDED_DEFAULTS = new EnumMap<>(Map.ofEntries(
            Map.entry(ClusterSetting.NAME, ""),
            Map.entry(ClusterSetting.OIDC_ISSUER, ""),
            Map.entry(ClusterSetting.WRITER_ROLE, "hashicorp-vault-snapshotter"),
            Map.entry(ClusterSetting.NAMESPACE, "vault-snapshot"),
            Map.entry(ClusterSetting.SERVICE_ACCOUNT, "vault-snapshot"),
            Map.entry(ClusterSetting.SCHEDULE, "0 2 * * 1-5"),
            Map.entry(ClusterSetting.TIME_ZONE, "Etc/UTC"),
            Map.entry(ClusterSetting.STARTING_DEADLINE_SECONDS, 600),
            Map.entry(ClusterSetting.JOB_DEADLINE_SECONDS, 1800),
            Map.entry(ClusterSetting.RPO_HOURS, ""),
            Map.entry(ClusterSetting.PROOF_LEVEL, "unsealable"),
            Map.entry(ClusterSetting.DRILL_SCHEDULE, ""),
            Map.entry(ClusterSetting.RESTORED_WITHIN_DAYS, ""),
            Map.entry(ClusterSetting.PAUSED_UNTIL, ""),
            Map.entry(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT, 10),
            Map.entry(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT, 3),
            Map.entry(ClusterSetting.GROUP, "default"),
            Map.entry(ClusterSetting.SHARE_SIZE_MIB, 2048),
            Map.entry(ClusterSetting.AWS_CLI_IMAGE, "public.ecr.aws/aws-cli/aws-cli:2.37.10"),
            Map.entry(ClusterSetting.SERVER, "vault"),
            Map.entry(ClusterSetting.VAULT_ADDRESS, "http://vault.vault.svc.cluster.local:8200"),
            Map.entry(ClusterSetting.VAULT_CA_CONFIG_MAP, ""),
            Map.entry(ClusterSetting.VAULT_IMAGE, ""),
            Map.entry(ClusterSetting.VAULT_ROLE, "vault-snapshot"),
            Map.entry(ClusterSetting.VAULT_POLICY, "vault-snapshot"),
            Map.entry(ClusterSetting.VAULT_AUDIENCE, "vault"),
            Map.entry(ClusterSetting.TOKEN_TTL_SECONDS, 3600),
            Map.entry(ClusterSetting.TOKEN_REVIEWER, "in-cluster"),
            Map.entry(ClusterSetting.KUBERNETES_HOST, "https://kubernetes.default.svc"),
            Map.entry(ClusterSetting.SEAL_KEY_ARNS, ""),
            Map.entry(ClusterSetting.MASS_DELETION_PERCENT, 30)));

    /** Where each key's value lands. */
    private static final Map<ClusterSetting, Function<ClusterSettings, Object>> COMPONENTS =
            new EnumMap<>(Map.ofEntries(
                    Map.entry(ClusterSetting.NAME, ClusterSettings::name),
                    Map.entry(ClusterSetting.GROUP, ClusterSettings::group),
                    Map.entry(ClusterSetting.OIDC_ISSUER, ClusterSettings::oidcIssuer),
                    Map.entry(ClusterSetting.WRITER_ROLE, ClusterSettings::writerRole),
                    Map.entry(ClusterSetting.NAMESPACE, cluster -> cluster.serviceAccount()
                            .namespace()),
                    Map.entry(ClusterSetting.SERVICE_ACCOUNT, cluster -> cluster.serviceAccount()
                            .name()),
                    Map.entry(ClusterSetting.SCHEDULE, cluster -> cluster.job().schedule()),
                    Map.entry(ClusterSetting.TIME_ZONE, cluster -> cluster.job().timeZone()),
                    Map.entry(
                            ClusterSetting.STARTING_DEADLINE_SECONDS,
                            cluster -> seconds(cluster.job().startingDeadline())),
                    Map.entry(
                            ClusterSetting.JOB_DEADLINE_SECONDS,
                            cluster -> seconds(cluster.job().jobDeadline())),
                    Map.entry(ClusterSetting.RPO_HOURS, cluster ->
                            (int) cluster.recovery().rpo().toHours()),
                    Map.entry(
                            ClusterSetting.PROOF_LEVEL,
                            cluster -> cluster.recovery().proofLevel().id()),
                    Map.entry(ClusterSetting.DRILL_SCHEDULE, cluster -> cluster.recovery()
                            .drillSchedule()),
                    Map.entry(ClusterSetting.RESTORED_WITHIN_DAYS, cluster ->
                            (int) cluster.recovery().restoredWithin().toDays()),
                    Map.entry(
                            ClusterSetting.PAUSED_UNTIL,
                            cluster -> cluster.recovery().pausedUntil().toString()),
                    Map.entry(ClusterSetting.SUCCESSFUL_JOBS_HISTORY_LIMIT, cluster -> cluster.job()
                            .successfulJobsHistoryLimit()),
                    Map.entry(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT, cluster -> cluster.job()
                            .failedJobsHistoryLimit()),
                    Map.entry(ClusterSetting.SHARE_SIZE_MIB, cluster -> cluster.job()
                            .shareSizeMiB()),
                    Map.entry(ClusterSetting.AWS_CLI_IMAGE, cluster -> cluster.job()
                            .awsCliImage()),
                    Map.entry(
                            ClusterSetting.SERVER,
                            cluster -> cluster.vault().server().id()),
                    Map.entry(ClusterSetting.VAULT_ADDRESS, cluster -> cluster.vault()
                            .address()),
                    Map.entry(ClusterSetting.VAULT_CA_CONFIG_MAP, cluster -> cluster.vault()
                            .caConfigMap()),
                    Map.entry(ClusterSetting.VAULT_IMAGE, cluster -> cluster.vault()
                            .image()),
                    Map.entry(ClusterSetting.VAULT_ROLE, cluster -> cluster.vault()
                            .role()),
                    Map.entry(ClusterSetting.VAULT_POLICY, cluster -> cluster.vault()
                            .policy()),
                    Map.entry(ClusterSetting.VAULT_AUDIENCE, cluster -> cluster.vault()
                            .audience()),
                    Map.entry(
                            ClusterSetting.TOKEN_TTL_SECONDS,
                            cluster -> seconds(cluster.vault().tokenTtl())),
                    Map.entry(
                            ClusterSetting.TOKEN_REVIEWER,
                            cluster -> cluster.vault().tokenReviewer().id()),
                    Map.entry(ClusterSetting.KUBERNETES_HOST, cluster -> cluster.vault()
                            .kubernetesHost()),
                    Map.entry(ClusterSetting.SEAL_KEY_ARNS, cluster -> cluster.trust()
                            .sealKeyArnsText()),
                    Map.entry(ClusterSetting.MASS_DELETION_PERCENT, cluster -> cluster.trust()
                            .massDeletionPercent())));

    @ParameterizedTest
    @EnumSource(ClusterSetting.class)
    void defaultValue_everyClusterKey_isTheRecordedOne(ClusterSetting key) {
        assertTrue(RECORDED_DEFAULTS.containsKey(key), "record the default of " + key);
        assertEquals(RECORDED_DEFAULTS.get(key), key.defaultValue().orElse(""));
    }

    @ParameterizedTest
    @EnumSource(FleetSetting.class)
    void defaultText_everyFleetKey_isTheRecordedOne(FleetSetting key) {
        assertEquals(
                Map.of(
                        FleetSetting.ACCOUNT, "",
                        FleetSetting.REGION, "",
                        FleetSetting.BUCKET, "hashicorp-vault-snapshots-<account>-<region>",
                        FleetSetting.RETENTION_DAYS, "",
                        FleetSetting.LOCK_DAYS, "derived",
                        FleetSetting.RUNBOOK, "docs/runbook.md",
                        FleetSetting.NOBODY_IS_TOLD, "false",
                        FleetSetting.RECORD_SIGNING_KEY_ARN, ""),
                Stream.of(FleetSetting.values())
                        .collect(Collectors.toMap(
                                Function.identity(), each -> each.defaultText().orElse(""))));
        assertEquals(Set.of(FleetSetting.ACCOUNT, FleetSetting.REGION).contains(key), key.required());
    }

    @Test
    void parse_minimalBlock_isTheSeedsDeployment() {
        SnapshotSettings settings = SettingsParser.parse(SettingsSamples.minimal());

        assertEquals("hashicorp-vault-snapshots-123456789012-eu-north-1", settings.bucket());
        assertEquals(List.of(), settings.alerts());
        assertEquals(
                List.of(new ClusterSettings(
                        "prod",
                        "default",
                        null,
                        "hashicorp-vault-snapshotter",
                        new ServiceAccountRef("vault-snapshot", "vault-snapshot"),
                        new BackupJobSettings(
                                "0 2 * * 1-5",
                                "Etc/UTC",
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(30),
                                10,
                                3,
                                2048,
                                "public.ecr.aws/aws-cli/aws-cli:2.37.10"),
                        new RecoverySettings(Duration.ofHours(73), ProofLevel.UNSEALABLE, null, null, null),
                        new VaultSettings(
                                ServerKind.VAULT,
                                "http://vault.vault.svc.cluster.local:8200",
                                null,
                                "hashicorp/vault:1.21.4",
                                "vault-snapshot",
                                "vault-snapshot",
                                "vault",
                                Duration.ofHours(1),
                                TokenReviewer.IN_CLUSTER,
                                "https://kubernetes.default.svc"))),
                settings.clusters());
        assertEquals(Duration.ofMinutes(40), settings.clusters().get(0).job().grace());
        assertEquals("kube-prod", settings.clusters().get(0).authMount());
    }

    @ParameterizedTest
    @EnumSource(ClusterSetting.class)
    void parse_everyClusterKeyWithItsOwnValue_landsInItsComponent(ClusterSetting key) {
        Object value = SettingsSamples.OTHER_THAN_DEFAULT.get(key);
        assertTrue(value != null && COMPONENTS.containsKey(key), "give " + key + " a value and a component");
        assertNotEquals(key.defaultValue().orElse(""), value);

        ClusterSettings cluster = SettingsParser.parse(SettingsSamples.everyKeyOtherThanDefault())
                .clusters()
                .get(0);

        assertEquals(value, Objects.requireNonNull(COMPONENTS.get(key)).apply(cluster));
    }

    @Test
    void parse_everyFleetKey_landsInItsComponent() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("account", "999999999999");
        block.put("region", "us-gov-west-1");
        block.put("bucket", "my-bucket");
        block.put("retentionDays", 90);
        block.put("lockDays", 30);
        block.put("runbook", "https://wiki.example.com/runbook");
        block.put("nobodyIsTold", true);
        block.put("alerts", List.of(Map.of("protocol", "email", "endpoint", "ops@example.com")));

        SnapshotSettings settings = SettingsParser.parse(block);

        assertEquals("999999999999", settings.account());
        assertEquals("us-gov-west-1", settings.region());
        assertEquals("my-bucket", settings.bucket());
        assertEquals(new RetentionSettings(90, 30), settings.retention());
        assertEquals(new AlertingSettings("https://wiki.example.com/runbook", true), settings.alerting());
        assertEquals(List.of(new AlertSubscription(AlertProtocol.EMAIL, "ops@example.com")), settings.alerts());
        assertTrue(settings.cluster("prod").isPresent());
        assertTrue(settings.cluster("Prod").isEmpty());
    }

    @Test
    void parse_openbao_takesItsImage() {
        ClusterSettings cluster = SettingsParser.parse(SettingsSamples.withCluster("server", "openbao"))
                .clusters()
                .get(0);

        assertEquals("quay.io/openbao/openbao:2.6.2", cluster.vault().image());
        assertEquals("bao", cluster.vault().server().cli());
    }

    private static int seconds(Duration duration) {
        return (int) duration.toSeconds();
    }
}
