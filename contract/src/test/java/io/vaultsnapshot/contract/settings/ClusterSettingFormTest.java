package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values end between quotes in shell, in YAML and in ARNs, so no form lets through what ends a quotation. */
class ClusterSettingFormTest {
    private static final List<String> NASTY = List.of(
            "'",
            "\"",
            "`",
            "$",
            "\\",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u000b",
            "\f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u202e",
            "\u0663",
            "\u00e4",
            "\ud83d\ude00",
            "$(id)",
            "`id`",
            "${HOME}",
            "'; id; '",
            "\" || id #",
            "\n- evil: true");

    @ParameterizedTest
    @MethodSource("textKeysAndNastyTexts")
    void read_nastyTextAnywhereInAValue_isRefused(Setting key, String sample, String nasty) {
        assertEquals(Optional.of(sample), key.form().read(sample), "the sample itself is allowed");
        int middle = sample.length() / 2;
        for (String value : List.of(
                nasty,
                nasty + sample,
                sample + nasty,
                sample.substring(0, middle) + nasty + sample.substring(middle))) {
            assertTrue(key.form().read(value).isEmpty(), () -> key + " lets through " + value);
        }
    }

    static Stream<Arguments> textKeysAndNastyTexts() {
        Stream<Map.Entry<? extends Setting, String>> clusterKeys =
                SettingsSamples.OTHER_THAN_DEFAULT.entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof String)
                        .map(entry -> Map.entry(entry.getKey(), (String) entry.getValue()));
        Stream<Map.Entry<? extends Setting, String>> fleetKeys = Stream.of(
                Map.entry(FleetSetting.ACCOUNT, "123456789012"),
                Map.entry(FleetSetting.REGION, "eu-north-1"),
                Map.entry(FleetSetting.BUCKET, "bucket-of-ours"));
        return Stream.concat(clusterKeys, fleetKeys)
                .flatMap(entry -> NASTY.stream().map(nasty -> Arguments.of(entry.getKey(), entry.getValue(), nasty)));
    }

    @Test
    void read_textForANumber_isRefused() {
        for (ClusterSetting key : ClusterSetting.values()) {
            if (SettingsSamples.OTHER_THAN_DEFAULT.get(key) instanceof Integer) {
                assertTrue(key.form().read("100").isEmpty(), key.key());
                assertTrue(key.form().read(100).isPresent(), key.key());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NAME, _a",
        "NAME, -a",
        "NAME, a.b",
        "NAME, a/b",
        "NAME, ..",
        "NAME, ''",
        "OIDC_ISSUER, http://oidc.example.com",
        "OIDC_ISSUER, https://oidc.example.com/",
        "OIDC_ISSUER, https://oidc.example.com:443/id",
        "OIDC_ISSUER, https://user@oidc.example.com",
        "WRITER_ROLE, a/b",
        "WRITER_ROLE, a b",
        "WRITER_ROLE, a*",
        "WRITER_ROLE, a:b",
        "NAMESPACE, Vault",
        "NAMESPACE, -a",
        "NAMESPACE, a-",
        "NAMESPACE, a.b",
        "NAMESPACE, a_b",
        "SERVICE_ACCOUNT, a*",
        "SCHEDULE, 0 2 * *",
        "SCHEDULE, 0 2 * * 7",
        "SCHEDULE, @every 1h",
        "SCHEDULE, TZ=UTC 0 2 * * *",
        "TIME_ZONE, UTC+2",
        "TIME_ZONE, GMT+02:00",
        "TIME_ZONE, +02:00",
        "TIME_ZONE, Z",
        "TIME_ZONE, Local",
        "TIME_ZONE, Europe/Nowhere",
        "TIME_ZONE, europe/helsinki",
        "TIME_ZONE, SystemV/EST5",
        "AWS_CLI_IMAGE, amazon/aws-cli",
        "AWS_CLI_IMAGE, amazon/aws-cli:latest",
        "AWS_CLI_IMAGE, amazon/aws-cli:",
        "AWS_CLI_IMAGE, localhost:5000/aws-cli",
        "AWS_CLI_IMAGE, a@sha256:00",
        "AWS_CLI_IMAGE, :1",
        "SERVER, Vault",
        "SERVER, consul",
        "VAULT_ADDRESS, vault:8200",
        "VAULT_ADDRESS, http://vault:8200/",
        "VAULT_ADDRESS, http://vault:8200/v1",
        "VAULT_ADDRESS, ftp://vault",
        "VAULT_ADDRESS, http://a:b@vault",
        "VAULT_ROLE, a/b",
        "VAULT_ROLE, Admin",
        "VAULT_POLICY, a b",
        "VAULT_AUDIENCE, a b",
        "VAULT_AUDIENCE, ''",
        "TOKEN_REVIEWER, none",
        "KUBERNETES_HOST, http://10.0.0.1",
        "KUBERNETES_HOST, https://10.0.0.1/api",
        "SEAL_KEY_ARNS, alias/vault",
        "SEAL_KEY_ARNS, 1234abcd-12ab-34cd-56ef-1234567890ab",
        "SEAL_KEY_ARNS, arn:aws:kms:eu-north-1:123456789012:alias/vault",
        "SEAL_KEY_ARNS, arn:aws:kms::123456789012:key/1",
        "SEAL_KEY_ARNS, arn:aws:kms:eu-north-1:123456789012:key/*",
        "SEAL_KEY_ARNS, 'arn:aws:kms:eu-north-1:123456789012:key/1,'",
    })
    void read_valueOfAnotherForm_isRefused(ClusterSetting key, String value) {
        assertTrue(key.form().read(value).isEmpty());
    }

    @Test
    void read_longestNames_endAtTheLimitsOfTheirSystems() {
        assertLongest(ClusterSetting.NAME, 100);
        assertLongest(ClusterSetting.WRITER_ROLE, 64);
        assertLongest(ClusterSetting.NAMESPACE, 63);
        assertLongest(ClusterSetting.SERVICE_ACCOUNT, 63);
        assertLongest(ClusterSetting.VAULT_CA_CONFIG_MAP, 63);
        assertLongest(ClusterSetting.VAULT_ROLE, 128);
        assertLongest(ClusterSetting.VAULT_AUDIENCE, 253);
    }

    @Test
    void read_audience_letsThroughEveryOtherPrintableCharacter() {
        for (char character = '!'; character <= '~'; character++) {
            boolean allowed = ClusterSetting.VAULT_AUDIENCE
                    .form()
                    .read(String.valueOf(character))
                    .isPresent();
            assertEquals("'\"`$\\".indexOf(character) < 0, allowed, String.valueOf(character));
        }
    }

    @Test
    void meaning_everyKey_isASentence() {
        Stream.of(FleetSetting.values(), AlertSetting.values(), ClusterSetting.values())
                .flatMap(Stream::of)
                .forEach(key -> {
                    assertTrue(key.meaning().endsWith("."), key.meaning());
                    assertFalse(key.form().description().isBlank(), key.key());
                });
    }

    private static void assertLongest(ClusterSetting key, int length) {
        assertTrue(key.form().read("a".repeat(length)).isPresent(), key.key());
        assertTrue(key.form().read("a".repeat(length + 1)).isEmpty(), key.key());
    }
}
