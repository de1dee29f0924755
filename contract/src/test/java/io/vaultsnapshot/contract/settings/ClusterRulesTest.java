package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.health.ProofLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must hold between the settings of clusters: roles, reviewers, TLS, drills. */
class ClusterRulesTest {
    @Test
    void parse_sameNameOrRoleTwice_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(Map.of("name", "prod"), Map.of("name", "prod")));

        Refusal.assertProblems(
                block,
                "clusters[1].name: 'prod' is already used by clusters[0].name",
                "clusters[1].writerRole: 'vault-snapshot-eu-north-1-prod' is already used by clusters[0].writerRole;"
                        + " each cluster needs its own, and IAM does not let names differ by case alone");
    }

    @Test
    void parse_longName_needsARoleOfItsOwn() {
        String longest = "c".repeat(64 - "vault-snapshot-eu-north-1-".length());
        assertEquals(
                "vault-snapshot-eu-north-1-" + longest,
                SettingsSamples.cluster(Map.of("name", longest)).get(ClusterSetting.WRITER_ROLE));
        String tooLong = longest + "c";
        Refusal.assertProblems(
                SettingsSamples.withCluster("name", tooLong),
                "clusters[0].writerRole: is missing, and its default 'vault-snapshot-eu-north-1-" + tooLong
                        + "' is not allowed; must be an IAM role name of up to 64 characters");
        assertEquals(
                "taker",
                SettingsSamples.cluster(Map.of("name", tooLong, "writerRole", "taker"))
                        .get(ClusterSetting.WRITER_ROLE));
    }

    @Test
    void parse_rolesThatDifferByCaseOnly_areTheSameToIam() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put(
                "clusters",
                List.of(
                        Map.of("name", "prod", "writerRole", "Snapshotter"),
                        Map.of("name", "test", "writerRole", "snapshotter")));

        Refusal.assertProblems(
                block,
                "clusters[1].writerRole: 'snapshotter' is already used by clusters[0].writerRole; each cluster needs"
                        + " its own, and IAM does not let names differ by case alone");
    }

    @Test
    void parse_refusedRole_isNotReportedAsADuplicateOfTheDefault() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(Map.of("name", "prod"), Map.of("name", "test", "writerRole", "a b")));

        Refusal.assertProblems(
                block, "clusters[1].writerRole: 'a b' is not allowed; must be an IAM role name of up to 64 characters");
    }

    @Test
    void parse_secretReviewerWithoutHost_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("tokenReviewer", "secret"),
                "clusters[0].kubernetesHost: is missing; a server outside the cluster (tokenReviewer secret) needs an"
                        + " https:// URL of the API server");
    }

    @Test
    void parse_secretReviewerWithBadHost_hasOneProblem() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put(
                "clusters",
                List.of(Map.of("name", "prod", "tokenReviewer", "secret", "kubernetesHost", "http://10.0.0.1")));

        Refusal.assertProblems(
                block, "clusters[0].kubernetesHost: 'http://10.0.0.1' is not allowed; must be an https:// URL");
    }

    @Test
    void parse_drillDeadlineWithoutDrill_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("restoredWithinDays", 8),
                "clusters[0].restoredWithinDays: needs drillSchedule: without a drill there is no proof of a restore"
                        + " whose age could be watched");
    }

    @Test
    void parse_drillDeadlineThatTheScheduleCannotKeep_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("drillSchedule", "0 4 * * 0", "restoredWithinDays", 7)),
                "clusters[0].restoredWithinDays: 7 days are less than the 7 d 1 h 5 min 36 s that may pass between two"
                        + " proofs: drillSchedule '0 4 * * 0' leaves up to 7 d between two drills, and a drill may take"
                        + " 1 h 5 min 36 s; must be at least 8, or run drills more often");
    }

    @Test
    void parse_drillThatIsNeverDue_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("drillSchedule", "0 4 30 2 *"),
                "clusters[0].drillSchedule: '0 4 30 2 *' is never due; must be due on a day that exists");
    }

    @Test
    void parse_roleOfTheDrill_isUniqueAndShortEnough() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("drillSchedule", "0 4 * * 0", "writerRole", "r".repeat(59))),
                "clusters[0].writerRole: is too long for the role of the drill, which follows from it: '"
                        + "r".repeat(59) + "-drill' is not allowed; must be an IAM role name of up to 64 characters");
        Map<String, Object> block = SettingsSamples.minimal();
        block.put(
                "clusters",
                List.of(
                        Map.of("name", "prod", "writerRole", "r", "drillSchedule", "0 4 * * 0"),
                        Map.of("name", "test", "writerRole", "R-drill")));
        Refusal.assertProblems(
                block,
                "clusters[1].writerRole: 'R-drill' is already used by clusters[0].writerRole; each cluster needs its own,"
                        + " and IAM does not let names differ by case alone");
    }

    @Test
    void drill_weekly_hasADeadlineOfEightDays() {
        ClusterSettings cluster = SettingsSamples.cluster(Map.of("drillSchedule", "0 4 * * 0"));

        assertEquals(Duration.ofDays(8), cluster.drill().orElseThrow().restoredWithin());
        assertEquals(Duration.ofDays(8), Deadlines.of(cluster).ages().get(ProofLevel.RESTORED));
    }

    @Test
    void deadlines_withoutDrillOrWithoutUnsealing_doNotExpectTheLevelRestored() {
        for (Map<String, String> keys :
                List.of(Map.<String, String>of(), Map.of("drillSchedule", "0 4 * * 0", "drillUnseal", "none"))) {
            assertEquals(
                    null, Deadlines.of(SettingsSamples.cluster(keys)).ages().get(ProofLevel.RESTORED), keys.toString());
        }
    }

    @Test
    void parse_serverOutsideTheCluster_mustSayWhereItRuns() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("vaultAddress", "https://vault.example.com"),
                "clusters[0].tokenReviewer: is missing, and vaultAddress https://vault.example.com is no Service of the"
                        + " cluster; say where the server runs: secret (elsewhere), or in-cluster (in a pod of this cluster,"
                        + " behind that address)");
        SettingsParser.parse(SettingsSamples.withCluster(
                Map.of("vaultAddress", "https://vault.example.com", "tokenReviewer", "in-cluster")));
        for (String service : List.of("http://vault", "http://vault.vault.svc", "http://a.b.svc.cluster.local:8200")) {
            SettingsParser.parse(SettingsSamples.withCluster("vaultAddress", service));
        }
    }

    @Test
    void parse_caOrNameOfACertificateWithoutTls_isRefused() {
        Refusal.assertProblems(
                SettingsSamples.withCluster(Map.of("vaultAddress", "http://vault:8200", "vaultCaConfigMap", "ca")),
                "clusters[0].vaultCaConfigMap: is for TLS, and vaultAddress is http://vault:8200; give the server's https://"
                        + " address");
        Refusal.assertProblems(
                SettingsSamples.withCluster("vaultTlsServerName", "vault"),
                "clusters[0].vaultTlsServerName: is for TLS, and vaultAddress is left out, so it is http://; give the"
                        + " server's https:// address");
    }
}
