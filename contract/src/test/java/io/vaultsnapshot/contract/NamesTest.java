package io.vaultsnapshot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.AwsPartition;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.metric.VerifierMetrics;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every name against the rules of the system that has to take it; a name without a rule here fails. */
class NamesTest {
    private static final String DNS_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final String DNS_SUBDOMAIN = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";
    private static final String RBAC_NAME = "[^/%]{1,253}";
    private static final String ABSOLUTE_PATH = "(/[a-z0-9.-]+)+";
    private static final String QUALIFIED_NAME = "([a-z0-9.-]{1,253}/)?[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    private static final Map<String, String> KUBERNETES_FORMS = Map.ofEntries(
            // The controller appends eleven characters to a CronJob's name.
            Map.entry("CRON_JOB", "[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?"),
            Map.entry("SAVE_CONTAINER", DNS_LABEL),
            Map.entry("UPLOAD_CONTAINER", DNS_LABEL),
            Map.entry("SHARE_VOLUME", DNS_LABEL),
            Map.entry("SHARE_PATH", ABSOLUTE_PATH),
            Map.entry("SNAPSHOT_FILE", ABSOLUTE_PATH),
            Map.entry("SCRIPTS_CONFIG_MAP", DNS_SUBDOMAIN),
            Map.entry("SCRIPTS_VOLUME", DNS_LABEL),
            Map.entry("SCRIPTS_PATH", ABSOLUTE_PATH),
            Map.entry("TOKEN_VOLUME", DNS_LABEL),
            Map.entry("TOKEN_PATH", ABSOLUTE_PATH),
            Map.entry("TOKEN_FILE", ABSOLUTE_PATH),
            Map.entry("CA_VOLUME", DNS_LABEL),
            Map.entry("AWS_CA_VOLUME", DNS_LABEL),
            Map.entry("CLI_VOLUME", DNS_LABEL),
            Map.entry("CA_PATH", ABSOLUTE_PATH),
            Map.entry("AWS_CA_PATH", ABSOLUTE_PATH),
            Map.entry("CLI_PATH", ABSOLUTE_PATH),
            Map.entry("FORBIDDEN_ADDRESS", "http://[a-z-]+\\.[a-z-]+\\.svc:[0-9]+"),
            Map.entry("CA_KEY", "[A-Za-z0-9._-]{1,253}"),
            Map.entry("TMP_VOLUME", DNS_LABEL),
            Map.entry("TMP_PATH", ABSOLUTE_PATH),
            Map.entry("NETWORK_POLICY", DNS_SUBDOMAIN),
            Map.entry("APP_LABEL", QUALIFIED_NAME),
            Map.entry("CLUSTER_LABEL", QUALIFIED_NAME),
            Map.entry("NAMESPACE_LABEL", QUALIFIED_NAME),
            Map.entry("APP", "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?"),
            Map.entry("REVIEWER", DNS_SUBDOMAIN),
            Map.entry("REVIEWER_NAMESPACE", DNS_LABEL),
            Map.entry("REVIEWER_BINDING", RBAC_NAME),
            Map.entry("REVIEWER_SECRET", DNS_SUBDOMAIN),
            Map.entry("ROLE_ARN_ANNOTATION", QUALIFIED_NAME));

    private static final Map<String, String> AWS_FORMS = Map.ofEntries(
            Map.entry("STACK", "[A-Za-z][A-Za-z0-9-]{0,127}"),
            // Account and region of the first bucket follow.
            Map.entry("REPLICA_STACK", "[A-Za-z][A-Za-z0-9-]{0,95}"),
            Map.entry("FUNCTION", "[A-Za-z0-9_-]{1,64}"),
            Map.entry("LOG_GROUP", "[A-Za-z0-9_/.#-]{1,512}"),
            Map.entry("WIDGET_FUNCTION", "[A-Za-z0-9_-]{1,64}"),
            Map.entry("WIDGET_LOG_GROUP", "[A-Za-z0-9_/.#-]{1,512}"),
            Map.entry("DEAD_LETTER_QUEUE", "[A-Za-z0-9_-]{1,80}"),
            Map.entry("ALERT_TOPIC", "[A-Za-z0-9_-]{1,256}"),
            Map.entry("ARRIVAL_RULE", "[A-Za-z0-9._-]{1,64}"),
            Map.entry("SWEEP_RULE", "[A-Za-z0-9._-]{1,64}"),
            Map.entry("HEARTBEAT_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("SELF_TEST_RULE", "[A-Za-z0-9._-]{1,64}"),
            Map.entry("SELF_TEST_QUEUE", "[A-Za-z0-9_-]{1,80}"),
            Map.entry("SELF_TEST_LATE_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("SELF_TEST_SILENT_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("ERRORS_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("THROTTLES_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("DURATION_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("SLOW_CRYPTO_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("UNDELIVERED_ALARM", "[\\x20-\\x7e]{1,255}"),
            Map.entry("DASHBOARD", "[A-Za-z0-9_-]{1,255}"),
            Map.entry("DEAD_LETTER_ALARM", "[\\x20-\\x7e]{1,255}"));

    private static final String VAULT_PATH = "[a-z0-9][a-z0-9_/-]{0,127}";

    private static final Map<String, String> DRILL_FORMS = Map.ofEntries(
            Map.entry("NAMESPACE", DNS_LABEL),
            Map.entry("CRON_JOB", "[a-z]([a-z0-9-]{0,50}[a-z0-9])?"),
            Map.entry("SERVICE_ACCOUNT", DNS_LABEL),
            Map.entry("APP", DNS_LABEL),
            Map.entry("NETWORK_POLICY", DNS_LABEL),
            Map.entry("ISOLATION_CONTAINER", DNS_LABEL),
            Map.entry("FETCH_CONTAINER", DNS_LABEL),
            Map.entry("RESTORE_CONTAINER", DNS_LABEL),
            Map.entry("PROOF_CONTAINER", DNS_LABEL),
            Map.entry("GATE", DNS_LABEL),
            Map.entry("KEYS_SECRET", DNS_LABEL),
            Map.entry("SEAL_SECRET", DNS_LABEL),
            Map.entry("SEAL_FILE", "[a-z]+\\.hcl"),
            Map.entry("SCRIPTS_CONFIG_MAP", DNS_LABEL),
            Map.entry("CANARY_MOUNT", VAULT_PATH),
            Map.entry("CANARY_PATH", VAULT_PATH),
            Map.entry("CANARY_NONCE_FIELD", "[a-z_]+"),
            Map.entry("CANARY_WRITTEN_AT_FIELD", "[a-z_]+"),
            Map.entry("APP_ROLE_MOUNT", VAULT_PATH),
            Map.entry("APP_ROLE", VAULT_PATH),
            Map.entry("VAULT_POLICY", VAULT_PATH));

    /** Regions with the longest names of each partition that can be used. */
    private static final Set<String> LONG_REGIONS =
            Set.of("ap-northeast-1", "ap-southeast-7", "eu-central-1", "us-gov-west-1");

    @Test
    void kubernetesNames_everyConstant_fitsItsRule() throws IllegalAccessException {
        assertForms(KubernetesNames.class, KUBERNETES_FORMS);
    }

    @Test
    void drillNames_everyConstant_fitsItsRule() throws IllegalAccessException {
        assertForms(DrillNames.class, DRILL_FORMS);
    }

    @Test
    void awsNames_everyConstant_fitsItsRule() throws IllegalAccessException {
        assertForms(AwsNames.class, AWS_FORMS);
    }

    @Test
    void kubernetesNames_seedsNames_areUnchanged() {
        assertEquals("vault-snapshot-cronjob", KubernetesNames.CRON_JOB);
        assertEquals("vault-snapshot", KubernetesNames.SAVE_CONTAINER);
        assertEquals("aws-s3-backup", KubernetesNames.UPLOAD_CONTAINER);
        assertEquals("share", KubernetesNames.SHARE_VOLUME);
        assertEquals("/share/vault.snap", KubernetesNames.SNAPSHOT_FILE);
        assertEquals("vault-auth", KubernetesNames.REVIEWER);
        assertEquals("vault-client", KubernetesNames.REVIEWER_NAMESPACE);
        assertEquals("vault-token-auth", KubernetesNames.REVIEWER_BINDING);
        assertEquals("eks.amazonaws.com/role-arn", KubernetesNames.ROLE_ARN_ANNOTATION);
        assertEquals("kube-prod", KubernetesNames.authMount("prod"));
    }

    @Test
    void bucket_longestRegions_staysWithin63Characters() {
        for (String region : LONG_REGIONS) {
            String bucket = AwsNames.bucket("123456789012", region);
            assertTrue(bucket.matches("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"), bucket);
        }
        assertEquals(
                "hashicorp-vault-snapshots-123456789012-eu-north-1", AwsNames.bucket("123456789012", "eu-north-1"));
    }

    @Test
    void keyAlias_bucketWithDots_hasNone() {
        assertEquals("alias/my-snapshots_example_com", AwsNames.keyAlias("my-snapshots.example.com"));
    }

    @Test
    void writerRole_hasTheRegion_andIsNotTheArticles() {
        assertEquals("vault-snapshot-eu-north-1-prod", AwsNames.writerRole("eu-north-1", "prod"));
        assertNotEquals(AwsNames.writerRole("eu-west-1", "prod"), AwsNames.writerRole("eu-north-1", "prod"));
    }

    @Test
    void roleArn_hasThePartition() {
        assertEquals(
                "arn:aws-us-gov:iam::123456789012:role/backup/taker",
                AwsNames.roleArn(AwsPartition.US_GOV, "123456789012", "/backup/", "taker"));
    }

    @Test
    void oidcSubject_account_isWhatTokensCarry() {
        assertEquals(
                "system:serviceaccount:vault-snapshot:taker",
                new ServiceAccountRef("vault-snapshot", "taker").oidcSubject());
    }

    @Test
    void verifierMetrics_names_areDistinctAndCloudWatchs() {
        Set<String> names = new TreeSet<>();
        for (VerifierMetrics metric : VerifierMetrics.values()) {
            assertTrue(metric.metric().matches("[A-Z][A-Za-z]{0,254}"), metric.metric());
            assertTrue(
                    Set.of("Count", "Bytes", "Milliseconds", "Seconds", "Percent")
                            .contains(metric.unit()),
                    metric.unit());
            assertTrue(names.add(metric.metric()), metric.metric());
        }
    }

    private static void assertForms(Class<?> names, Map<String, String> forms) throws IllegalAccessException {
        Map<String, String> constants = new TreeMap<>();
        for (Field field : names.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                constants.put(field.getName(), (String) field.get(null));
            }
        }
        assertEquals(new TreeSet<>(forms.keySet()), constants.keySet(), "each name has its rule");
        constants.forEach((name, value) ->
                assertTrue(value.matches(forms.get(name)), () -> name + " '" + value + "' breaks " + forms.get(name)));
        assertTrue(Arrays.stream(names.getDeclaredConstructors())
                .allMatch(constructor -> Modifier.isPrivate(constructor.getModifiers())));
    }

    @Test
    void clusterLabelValue_longestName_isALabelsValue() {
        assertEquals("prod", KubernetesNames.clusterLabelValue("prod"));
        assertEquals("a".repeat(62), KubernetesNames.clusterLabelValue("a".repeat(62) + "_-" + "b".repeat(36)));
        assertEquals(63, KubernetesNames.clusterLabelValue("a".repeat(100)).length());
    }
}
