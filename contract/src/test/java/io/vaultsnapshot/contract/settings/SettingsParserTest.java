package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsParserTest {
    @Test
    void parse_misspeltKeys_namesTheNearest() {
        Map<String, Object> block = SettingsSamples.withCluster("shedule", "@daily");
        block.put("acount", "123456789012");
        block.put("setingsFile", "x.json");
        block.put("wholly", "other");
        block.put("alerts", List.of(Map.of("protocol", "sms", "endpoint", "+358401234567", "endpont", "x")));

        assertProblems(
                block,
                "acount: is not a setting; did you mean 'account'?",
                "setingsFile: is not a setting; did you mean 'settingsFile'?",
                "wholly: is not a setting; known are account, region, bucket, runbook, allowNoSubscribers,"
                        + " recordSigningKeyArn, alerts, clusters, settingsFile",
                "alerts[0].endpont: is not a setting; did you mean 'endpoint'?",
                "clusters[0].shedule: is not a setting; did you mean 'schedule'?");
    }

    @Test
    void parse_manyMistakes_reportsAllAtOnceWithTheirPaths() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("account", 123456789012L);
        block.put("bucket", "My_Bucket");
        block.put("alerts", List.of(Map.of("protocol", "pigeon"), Map.of("protocol", "sms", "endpoint", "12"), "x"));
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("name", "prod");
        first.put("schedule", "0 2 * * 7");
        first.put("tokenTtlSeconds", "3600");
        Map<String, Object> second = new LinkedHashMap<>();
        second.put("shareSizeMiB", 15);
        second.put("awsCliImage", "amazon/aws-cli:latest");
        block.put("clusters", List.of(first, second, 7));

        assertProblems(
                block,
                "account: 123456789012 is not allowed; must be 12 digits in quotes",
                "region: is missing; must be an AWS region such as eu-north-1",
                "bucket: 'My_Bucket' is not allowed; must be an S3 bucket name: 3 to 63 lower-case letters, digits and"
                        + " hyphens",
                "alerts[2]: must be an object",
                "alerts[0].protocol: 'pigeon' is not allowed; must be email or sms or slack or https or sqs or"
                        + " lambda",
                "alerts[0].endpoint: is missing; must be what the protocol needs",
                "alerts[1].endpoint: '12' is not allowed for protocol sms; must be a phone number such as"
                        + " +358401234567",
                "clusters[2]: must be an object",
                "clusters[0].schedule: '0 2 * * 7' is not allowed; 7: weekdays are 0 to 6 (0 is Sunday)",
                "clusters[0].tokenTtlSeconds: '3600' is not allowed; must be seconds, 60 to 86400",
                "clusters[1].name: is missing; must be an EKS cluster name: letters, digits, _ and -",
                "clusters[1].shareSizeMiB: 15 is not allowed; must be MiB, 16 to 16800, because one run of the"
                        + " verifier, which Lambda ends after 15 minutes, must be able to read a snapshot twice",
                "clusters[1].awsCliImage: 'amazon/aws-cli:latest' is not allowed; must be an image with a tag other"
                        + " than latest, or a digest");
    }

    @Test
    void message_severalProblems_hasALineForEach() {
        InvalidSettingsException exception =
                assertThrows(InvalidSettingsException.class, () -> SettingsParser.parse(Map.of()));

        assertEquals("""
                The settings under 'vault-snapshot' have 3 problems:
                  account: is missing; must be 12 digits in quotes
                  region: is missing; must be an AWS region such as eu-north-1
                  clusters: is missing; must be a list of objects, at least one""", exception.getMessage());
    }

    @ParameterizedTest
    @MethodSource("notLists")
    void parse_clustersNotAListOfObjects_isRefused(Object clusters) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", clusters);

        assertProblems(block, "clusters: is not allowed; must be a list of objects, at least one");
    }

    static Stream<Object> notLists() {
        return Stream.of(List.of(), "prod", Map.of("name", "prod"), 1);
    }

    @Test
    void parse_alertsNotAList_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("alerts", "ops@example.com");

        assertProblems(block, "alerts: is not allowed; must be a list of objects");
    }

    @Test
    void parse_numbersAsJsiiHandsThemOver_areWholeNumbers() {
        for (Object three : List.of(3, 3L, 3.0, 3.0f, new BigDecimal("3.00"))) {
            Map<String, Object> block = SettingsSamples.withCluster("failedJobsHistoryLimit", three);
            assertEquals(
                    3,
                    SettingsParser.parse(block).clusters().get(0).get(ClusterSetting.FAILED_JOBS_HISTORY_LIMIT),
                    three.getClass().getName());
        }
    }

    @ParameterizedTest
    @MethodSource("notWholeNumbers")
    void parse_otherThanAWholeNumberInRange_isRefused(Object value) {
        assertProblems(
                SettingsSamples.withCluster("failedJobsHistoryLimit", value),
                "clusters[0].failedJobsHistoryLimit: " + (value instanceof String ? "'" + value + "'" : value)
                        + " is not allowed; must be a number, 0 to 100");
    }

    static Stream<Object> notWholeNumbers() {
        return Stream.of(3.5, "3", -1, 101, 4_294_967_299L, Double.NaN, 1e300, true, List.of(3), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", " 123456789012", "12345678901a", "١٢٣٤٥٦٧٨٩٠١٢"})
    void parse_accountOfAnotherForm_isRefused(String account) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("account", account);

        assertProblems(block, "account: '" + account + "' is not allowed; must be 12 digits in quotes");
    }

    @Test
    void parse_nullValues_countAsLeftOut() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("bucket", null);
        block.put("alerts", null);
        block.put("settingsFile", null);
        Map<String, Object> cluster = new LinkedHashMap<>();
        ClusterSetting.values().forEach(setting -> cluster.put(setting.key(), null));
        UnbuiltSetting.ofCluster().forEach(setting -> cluster.put(setting.key(), null));
        cluster.put("name", "prod");
        block.put("clusters", List.of(cluster));

        assertEquals(SettingsParser.parse(SettingsSamples.minimal()), SettingsParser.parse(block, path -> {
            throw new AssertionError("no file is named");
        }));
    }

    @Test
    void parse_nullForRequiredOrUnknownKey_isAProblem() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("account", null);
        block.put("clusters", null);
        block.put("clutsers", null);

        assertProblems(
                block,
                "clutsers: is not a setting; did you mean 'clusters'?",
                "account: is missing; must be 12 digits in quotes",
                "clusters: is missing; must be a list of objects, at least one");
    }

    @Test
    void parse_settingsFileAlone_readsThatFile() {
        Map<String, Object> block = new HashMap<>(Map.of("settingsFile", "fleet.json"));
        block.put("account", null);

        SnapshotSettings settings =
                SettingsParser.parse(block, path -> path.equals("fleet.json") ? SettingsSamples.minimal() : Map.of());

        assertEquals(SettingsParser.parse(SettingsSamples.minimal()), settings);
    }

    @Test
    void parse_settingsFileWithOtherKeys_namesEachOfThem() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put("settingsFile", "fleet.json");
        block.put("account", "123456789012");
        block.put("clusters", List.of());

        assertEquals(
                List.of(
                        "account: is not allowed beside settingsFile; move it into that file",
                        "clusters: is not allowed beside settingsFile; move it into that file"),
                problems(() -> SettingsParser.parse(block, path -> Map.of())));
    }

    @Test
    void parse_settingsFileNotAPath_isRefused() {
        for (Object path : List.of("", " ", 7, List.of("a.json"))) {
            assertEquals(
                    List.of("settingsFile: must be the path of a JSON file"),
                    problems(() -> SettingsParser.parse(Map.of("settingsFile", path), any -> Map.of())));
        }
    }

    @Test
    void parse_settingsFileInsideASettingsFile_isRefused() {
        Map<String, Object> inner = SettingsSamples.minimal();
        inner.put("settingsFile", "another.json");

        assertEquals(
                List.of("settingsFile: is not allowed here; a settings file holds the settings themselves"),
                problems(() -> SettingsParser.parse(Map.of("settingsFile", "fleet.json"), path -> inner)));
    }

    @Test
    void parse_sameNameOrRoleTwice_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(Map.of("name", "prod"), Map.of("name", "prod")));

        assertProblems(
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
        assertProblems(
                SettingsSamples.withCluster("name", tooLong),
                "clusters[0].writerRole: is missing, and its default 'vault-snapshot-eu-north-1-" + tooLong
                        + "' is not allowed; must be an IAM role name of up to 64 characters");
        assertEquals(
                "taker",
                SettingsSamples.cluster(Map.of("name", tooLong, "writerRole", "taker"))
                        .get(ClusterSetting.WRITER_ROLE));
    }

    @ParameterizedTest
    @CsvSource({
        "cn-north-1, aws-cn, amazonaws.com.cn",
        "eusc-de-east-1, aws-eusc, amazonaws.eu",
        "us-iso-east-1, aws-iso, c2s.ic.gov",
        "us-isob-east-1, aws-iso-b, sc2s.sgov.gov",
        "eu-isoe-west-1, aws-iso-e, cloud.adc-e.uk",
        "us-isof-south-1, aws-iso-f, csp.hci.ic.gov"
    })
    void parse_regionOfAPartitionThatCannotBeUsed_isRefusedWithTheReason(String region, String id, String suffix) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", region);

        assertProblems(
                block,
                "region: '" + region + "' belongs to the partition " + id + " (" + suffix + "), where nothing can be"
                        + " deployed: it is not documented how kms:ViaService names the services there, and with a wrong"
                        + " name every upload is refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"north", "xx-north-1", "eu-north-1 ", "US-EAST-1", "usa-east-1"})
    void parse_textThatIsNoRegion_isRefused(String text) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", text);

        assertProblems(block, "region: '" + text + "' is not allowed; must be an AWS region such as eu-north-1");
    }

    @Test
    void parse_rolesThatDifferByCaseOnly_areTheSameToIam() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put(
                "clusters",
                List.of(
                        Map.of("name", "prod", "writerRole", "Snapshotter"),
                        Map.of("name", "test", "writerRole", "snapshotter")));

        assertProblems(
                block,
                "clusters[1].writerRole: 'snapshotter' is already used by clusters[0].writerRole; each cluster needs"
                        + " its own, and IAM does not let names differ by case alone");
    }

    @Test
    void parse_refusedRole_isNotReportedAsADuplicateOfTheDefault() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", List.of(Map.of("name", "prod"), Map.of("name", "test", "writerRole", "a b")));

        assertProblems(
                block, "clusters[1].writerRole: 'a b' is not allowed; must be an IAM role name of up to 64 characters");
    }

    @Test
    void parse_clusterCalledIndex_isReserved() {
        assertProblems(
                SettingsSamples.withCluster("name", "index"),
                "clusters[0].name: 'index' is reserved: its status would overwrite status/index.json");
    }

    @Test
    void parse_secretReviewerWithoutHost_isRefused() {
        assertProblems(
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

        assertProblems(block, "clusters[0].kubernetesHost: 'http://10.0.0.1' is not allowed; must be an https:// URL");
    }

    @Test
    void parse_drillDeadlineWithoutDrill_isRefused() {
        assertProblems(
                SettingsSamples.withCluster("restoredWithinDays", 8),
                "clusters[0].restoredWithinDays: needs drillSchedule: without a drill there is no proof of a restore"
                        + " whose age could be watched");
    }

    @Test
    void parse_drillDeadlineThatTheScheduleCannotKeep_isRefused() {
        assertProblems(
                SettingsSamples.withCluster(Map.of("drillSchedule", "0 4 * * 0", "restoredWithinDays", 7)),
                "clusters[0].restoredWithinDays: 7 days are less than the 7 d 1 h 5 min 36 s that may pass between two"
                        + " proofs: drillSchedule '0 4 * * 0' leaves up to 7 d between two drills, and a drill may take"
                        + " 1 h 5 min 36 s; must be at least 8, or run drills more often");
    }

    @Test
    void parse_drillThatIsNeverDue_isRefused() {
        assertProblems(
                SettingsSamples.withCluster("drillSchedule", "0 4 30 2 *"),
                "clusters[0].drillSchedule: '0 4 30 2 *' is never due; must be due on a day that exists");
    }

    @Test
    void parse_roleOfTheDrill_isUniqueAndShortEnough() {
        assertProblems(
                SettingsSamples.withCluster(Map.of("drillSchedule", "0 4 * * 0", "writerRole", "r".repeat(59))),
                "clusters[0].writerRole: is too long for the role of the drill, which follows from it: '"
                        + "r".repeat(59) + "-drill' is not allowed; must be an IAM role name of up to 64 characters");
        Map<String, Object> block = SettingsSamples.minimal();
        block.put(
                "clusters",
                List.of(
                        Map.of("name", "prod", "writerRole", "r", "drillSchedule", "0 4 * * 0"),
                        Map.of("name", "test", "writerRole", "R-drill")));
        assertProblems(
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
    void parse_settingsThatAreNotBuiltYet_saysWhatHappensInstead() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("retentionDays", 90);
        block.put("lockDays", 30);

        Set<String> refusals = Set.copyOf(problems(() -> SettingsParser.parse(block)));

        assertEquals(
                Set.of(
                        "retentionDays: is not built yet: the bucket keeps every snapshot for ever; remove it",
                        "lockDays: is not built yet: the bucket has no Object Lock, so an administrator can delete a"
                                + " snapshot at any time; remove it"),
                refusals);
        assertEquals(UnbuiltSetting.values().length, refusals.size(), "each has its sentence here");
    }

    @Test
    void of_subscriptionOfAnotherForm_isRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> new AlertSubscription(AlertProtocol.HTTPS, "http://example.com"));
    }

    @Test
    void withClusters_others_keepsTheRest() {
        SnapshotSettings settings = SettingsParser.parse(SettingsSamples.minimal());
        ClusterSettings other = SettingsSamples.cluster(Map.of("name", "other"));

        SnapshotSettings changed = settings.withClusters(List.of(other));

        assertEquals(List.of(other), changed.clusters());
        assertEquals(settings, changed.withClusters(settings.clusters()));
    }

    @Test
    void parse_serverOutsideTheCluster_mustSayWhereItRuns() {
        assertProblems(
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
        assertProblems(
                SettingsSamples.withCluster(Map.of("vaultAddress", "http://vault:8200", "vaultCaConfigMap", "ca")),
                "clusters[0].vaultCaConfigMap: is for TLS, and vaultAddress is http://vault:8200; give the server's https://"
                        + " address");
        assertProblems(
                SettingsSamples.withCluster("vaultTlsServerName", "vault"),
                "clusters[0].vaultTlsServerName: is for TLS, and vaultAddress is left out, so it is http://; give the"
                        + " server's https:// address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-nort-1", "us-eats-1", "eu-north1", "north-1", "eu-north-", "xx-north-1", "eu-north-10"})
    void parse_misspeltRegion_isRefused(String region) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("region", region);

        assertProblems(block, "region: '" + region + "' is not allowed; must be an AWS region such as eu-north-1");
    }

    @Test
    void parse_accountOrRegionOfOneCluster_pointsToThePage() throws IOException {
        String page = "docs/settings.md#a-cluster-in-another-account-or-region";

        assertProblems(
                SettingsSamples.withCluster("region", "eu-west-1"),
                "clusters[0].region: is a setting of the whole fleet; " + page + " says how such a cluster is added");
        assertTrue(GeneratedBlock.page("docs/settings.md").contains("\n## A cluster in another account or region\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.slack.com/services/T0/B0/x, protocol slack",
        "https://contoso.webhook.office.com/webhookb2/x, docs/documents.md#teams-pagerduty-opsgenie",
        "https://prod-01.westeurope.logic.azure.com:443/workflows/x, docs/documents.md#teams-pagerduty-opsgenie",
        "https://discord.com/api/webhooks/1/x, protocol lambda",
        "https://events.pagerduty.com/integration/x/enqueue, protocol email"
    })
    void parse_webHookThatShowsNothing_saysWhatDoes(String url, String instead) throws IOException {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("alerts", List.of(Map.of("protocol", "https", "endpoint", url)));
        String problem = problems(() -> SettingsParser.parse(block)).get(0);

        assertTrue(problem.startsWith("alerts[0].endpoint: nothing would arrive at '" + url + "': "), problem);
        assertTrue(problem.contains(instead), problem);
        assertTrue(GeneratedBlock.page("docs/documents.md").contains("\n### Teams, PagerDuty, Opsgenie\n"));
    }

    private static void assertProblems(Map<String, ?> block, String... expected) {
        assertEquals(List.of(expected), problems(() -> SettingsParser.parse(block)));
    }

    private static List<String> problems(Executable parse) {
        return assertThrows(InvalidSettingsException.class, parse).problems().stream()
                .map(SettingsProblem::toString)
                .toList();
    }
}
