package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

        Refusal.assertProblems(
                block,
                "acount: is not a setting; did you mean 'account'?",
                "setingsFile: is not a setting; did you mean 'settingsFile'?",
                "wholly: is not a setting; known are account, region, bucket, runbook, allowNoSubscribers,"
                        + " recordSigningKeyArn, restorers, auditors, permissionsBoundary, rolePath, tags, bootstrapQualifier, lockDays, lockMode, accessLogBucket,"
                        + " retentionDays, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly, keepAtLeast,"
                        + " replicaRegion, replicaAccount, replicaLagHours, replicaTimeControl,"
                        + " alerts, clusters, settingsFile, $schema",
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

        Refusal.assertProblems(
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

        Refusal.assertProblems(block, "clusters: is not allowed; must be a list of objects, at least one");
    }

    static Stream<Object> notLists() {
        return Stream.of(List.of(), "prod", Map.of("name", "prod"), 1);
    }

    @Test
    void parse_alertsNotAList_isRefused() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("alerts", "ops@example.com");

        Refusal.assertProblems(block, "alerts: is not allowed; must be a list of objects");
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
        Refusal.assertProblems(
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

        Refusal.assertProblems(block, "account: '" + account + "' is not allowed; must be 12 digits in quotes");
    }

    @Test
    void parse_nullValues_countAsLeftOut() {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("bucket", null);
        block.put("alerts", null);
        block.put("settingsFile", null);
        Map<String, Object> cluster = new LinkedHashMap<>();
        ClusterSetting.values().forEach(setting -> cluster.put(setting.key(), null));
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

        Refusal.assertProblems(
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
                Refusal.problems(() -> SettingsParser.parse(block, path -> Map.of())));
    }

    @Test
    void parse_settingsFileNotAPath_isRefused() {
        for (Object path : List.of("", " ", 7, List.of("a.json"))) {
            assertEquals(
                    List.of("settingsFile: must be the path of a JSON file"),
                    Refusal.problems(() -> SettingsParser.parse(Map.of("settingsFile", path), any -> Map.of())));
        }
    }

    @Test
    void parse_settingsFileInsideASettingsFile_isRefused() {
        Map<String, Object> inner = SettingsSamples.minimal();
        inner.put("settingsFile", "another.json");

        assertEquals(
                List.of("settingsFile: is not allowed here; a settings file holds the settings themselves"),
                Refusal.problems(() -> SettingsParser.parse(Map.of("settingsFile", "fleet.json"), path -> inner)));
    }

    @Test
    void parse_clusterCalledIndex_isReserved() {
        Refusal.assertProblems(
                SettingsSamples.withCluster("name", "index"),
                "clusters[0].name: 'index' is reserved: its status would overwrite status/index.json");
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
        String problem = Refusal.problems(() -> SettingsParser.parse(block)).get(0);

        assertTrue(problem.startsWith("alerts[0].endpoint: nothing would arrive at '" + url + "': "), problem);
        assertTrue(problem.contains(instead), problem);
        assertTrue(GeneratedBlock.page("docs/documents.md").contains("\n### Teams, PagerDuty, Opsgenie\n"));
    }
}
