package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsDefaultsTest {
    /** The defaults, key by key. A deployment gets these without naming them. */
    private static final Map<String, Object> CLUSTER = new TreeMap<>(Map.ofEntries(
            Map.entry("name", "prod"),
            Map.entry("eksClusterName", "prod"),
            Map.entry("account", "123456789012"),
            Map.entry("region", "eu-north-1"),
            Map.entry("identity", "irsa"),
            Map.entry("writerRole", "vault-snapshot-eu-north-1-prod"),
            Map.entry("namespace", "vault-snapshot"),
            Map.entry("serviceAccount", "vault-snapshot"),
            Map.entry("schedule", "19 2 * * 1-5"),
            Map.entry("timeZone", "Etc/UTC"),
            Map.entry("startingDeadlineSeconds", 600),
            Map.entry("jobDeadlineSeconds", 1800),
            Map.entry("rpoHours", 73),
            Map.entry("proofLevel", "unsealable"),
            Map.entry("successfulJobsHistoryLimit", 10),
            Map.entry("failedJobsHistoryLimit", 3),
            Map.entry("group", "default"),
            Map.entry("shareSizeMiB", 2048),
            Map.entry("awsCliImage", "public.ecr.aws/aws-cli/aws-cli:2.37.10"),
            Map.entry("server", "vault"),
            Map.entry("vaultAddress", "http://vault-active.vault.svc.cluster.local:8200"),
            Map.entry("vaultPodPort", 8200),
            Map.entry("vaultImage", "hashicorp/vault:1.21.4"),
            Map.entry("vaultRole", "vault-snapshot"),
            Map.entry("vaultPolicy", "vault-snapshot"),
            Map.entry("vaultAudience", "vault"),
            Map.entry("tokenTtlSeconds", 3600),
            Map.entry("tokenReviewer", "in-cluster"),
            Map.entry("kubernetesHost", "https://kubernetes.default.svc"),
            Map.entry("massDeletionPercent", 30),
            Map.entry("drillUnseal", "auto"),
            Map.entry("drillAuditFolders", "/vault/audit,/vault/logs"),
            Map.entry("imagePolicy", false),
            Map.entry("drillImage", "hashicorp/vault:1.21.4"),
            Map.entry(
                    "drillGateImage",
                    "ubuntu/squid:6.6-24.04_beta"
                            + "@sha256:6a097f68bae708cedbabd6188d68c7e2e7a38cedd05a176e1cc0ba29e3bbe029")));

    @Test
    void parse_minimalBlock_takesTheDefaults() {
        Map<String, Object> fleet = new TreeMap<>(Map.of(
                "account", "123456789012",
                "region", "eu-north-1",
                "bucket", "hashicorp-vault-snapshots-123456789012-eu-north-1",
                "runbook", "docs/runbook.md",
                "allowNoSubscribers", false,
                "rolePath", "/",
                "lockDays", 18,
                "lockMode", "governance",
                "alerts", List.of(),
                "clusters", List.of(CLUSTER)));

        // These count for nothing: without retentionDays, every snapshot is kept.
        fleet.putAll(Map.of("keepHourly", 0, "keepDaily", 0, "keepWeekly", 0, "keepMonthly", 0, "keepYearly", 0));
        fleet.put("keepAtLeast", 3);
        // And without replicaRegion there is no replica.
        fleet.putAll(Map.of("replicaLagHours", 6, "replicaTimeControl", false));
        assertEquals(fleet, SettingsBlock.of(SettingsParser.parse(SettingsSamples.minimal())));
    }

    @Test
    void parse_settingsOfSeveralKeys_areOneObject() {
        ClusterSettings cluster = SettingsSamples.cluster(Map.of("timeZone", "Europe/Helsinki", "serviceAccount", "b"));

        assertEquals(ZoneId.of("Europe/Helsinki"), cluster.job().schedule().zone());
        assertEquals("19 2 * * 1-5", cluster.job().schedule().expression().toString());
        assertEquals(Duration.ofMinutes(40), cluster.job().grace());
        assertEquals(new ServiceAccountRef("vault-snapshot", "b"), cluster.serviceAccount());
        assertEquals("kube-prod", cluster.authMount());
    }

    @Test
    void parse_openbao_takesItsImage() {
        ClusterSettings cluster = SettingsSamples.cluster(Map.of("server", "openbao"));

        assertEquals("quay.io/openbao/openbao:2.6.2", cluster.get(ClusterSetting.VAULT_IMAGE));
        assertEquals("bao", cluster.get(ClusterSetting.SERVER).cli());
    }

    @Test
    void cluster_name_isFoundAsItIsWritten() {
        SnapshotSettings settings = SettingsParser.parse(SettingsSamples.minimal());

        assertTrue(settings.cluster("prod").isPresent());
        assertTrue(settings.cluster("Prod").isEmpty());
    }
}
