package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.testing.SettingEffect;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values end between quotes in shell, in YAML and in ARNs, so no form lets through what ends a quotation. */
class SettingFormTest {
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
    @MethodSource("textSettings")
    void read_nastyTextAnywhereInAValue_isRefused(Setting<?, ?> setting, String sample) {
        assertTrue(isAllowed(setting, sample), "the sample itself is allowed");
        int middle = sample.length() / 2;
        for (String nasty : NASTY) {
            for (String value : List.of(
                    nasty,
                    nasty + sample,
                    sample + nasty,
                    sample.substring(0, middle) + nasty + sample.substring(middle))) {
                assertFalse(isAllowed(setting, value), () -> setting + " lets through " + value);
            }
        }
    }

    /** The runbook's address and those of subscribers never reach a shell, and a URL may hold what ends a quotation. */
    static Stream<Arguments> textSettings() {
        return SettingEffect.all().stream()
                .filter(effect -> effect.setting() instanceof ClusterSetting<?>
                        || effect.outputs().contains(SettingEffect.Output.MANIFESTS))
                .filter(effect -> effect.value() instanceof String)
                .map(effect -> Arguments.of(effect.setting(), effect.value()));
    }

    @Test
    void read_textForANumber_isRefused() {
        SettingEffect.all().stream()
                .filter(effect -> effect.value() instanceof Integer)
                .forEach(effect -> {
                    assertTrue(isAllowed(effect.setting(), effect.value()), effect.toString());
                    assertFalse(isAllowed(effect.setting(), effect.value().toString()), effect.toString());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "name, _a",
        "name, -a",
        "name, a.b",
        "name, a/b",
        "name, ..",
        "name, ''",
        "oidcIssuer, http://oidc.example.com",
        "oidcIssuer, https://oidc.example.com/",
        "oidcIssuer, https://oidc.example.com:443/id",
        "oidcIssuer, https://user@oidc.example.com",
        "writerRole, a/b",
        "writerRole, a b",
        "writerRole, a*",
        "writerRole, a:b",
        "namespace, Vault",
        "namespace, -a",
        "namespace, a-",
        "namespace, a.b",
        "namespace, a_b",
        "serviceAccount, a*",
        "schedule, 0 2 * *",
        "schedule, 0 2 * * 7",
        "schedule, @every 1h",
        "schedule, TZ=UTC 0 2 * * *",
        "timeZone, UTC+2",
        "timeZone, GMT+02:00",
        "timeZone, +02:00",
        "timeZone, Z",
        "timeZone, Local",
        "timeZone, Europe/Nowhere",
        "timeZone, europe/helsinki",
        "timeZone, SystemV/EST5",
        "awsCliImage, amazon/aws-cli",
        "awsCliImage, amazon/aws-cli:latest",
        "awsCliImage, amazon/aws-cli:",
        "awsCliImage, localhost:5000/aws-cli",
        "awsCliImage, a@sha256:00",
        "awsCliImage, :1",
        "server, Vault",
        "server, consul",
        "vaultAddress, vault:8200",
        "vaultAddress, http://vault:8200/",
        "vaultAddress, http://vault:8200/v1",
        "vaultAddress, ftp://vault",
        "vaultAddress, http://a:b@vault",
        "vaultPodPort, 0",
        "vaultTlsServerName, https://vault",
        "vaultTlsServerName, -vault",
        "httpsProxy, proxy:3128",
        "httpsProxy, http://user:secret@proxy:3128",
        "httpsProxy, socks5://proxy",
        "drillAuditFolders, /server",
        "drillAuditFolders, vault/audit",
        "drillAuditFolders, /vault/../audit",
        "drillAuditFolders, /vault/audit/",
        "drillAuditFolders, '/vault/audit,/var/run/secrets'",
        "drillProxy, http://proxy.corp:3128",
        "drillProxy, http://10.0.0.256:3128",
        "drillProxy, http://10.0.0:3128",
        "drillProxy, http://010.0.0.1:3128",
        "drillProxy, http://10.0.0.1.:3128",
        "drillSealAddress, http://transit.example.com:8200",
        "noProxy, 'a, b'",
        "noProxy, ','",
        "awsCaConfigMap, A",
        "vaultRole, a/b",
        "vaultRole, Admin",
        "vaultPolicy, a b",
        "vaultAudience, a b",
        "vaultAudience, ''",
        "tokenReviewer, none",
        "kubernetesHost, http://10.0.0.1",
        "kubernetesHost, https://10.0.0.1/api",
        "kubernetesHost, https://10.0.0.1:0",
        "vaultAddress, http://vault:65536",
        "sealKeyArns, alias/vault",
        "sealKeyArns, 1234abcd-12ab-34cd-56ef-1234567890ab",
        "sealKeyArns, arn:aws:kms:eu-north-1:123456789012:alias/vault",
        "sealKeyArns, arn:aws:kms::123456789012:key/1",
        "sealKeyArns, arn:aws:kms:eu-north-1:123456789012:key/*",
        "sealKeyArns, 'arn:aws:kms:eu-north-1:123456789012:key/1,'",
    })
    void read_valueOfAnotherForm_isRefused(String key, String value) {
        Setting<?, ?> setting = ClusterSetting.values().stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow();
        assertFalse(isAllowed(setting, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 2 * * 7       | 7: weekdays are 0 to 6 (0 is Sunday)
                    0 2 * * sun-7   | sun-7: weekdays are 0 to 6 (0 is Sunday)
                    0 2 * * mo      | mo: weekdays are 0 to 6 (0 is Sunday), or one of sun mon tue wed thu fri sat
                    60 2 * * *      | 60: minutes are 0 to 59
                    0 24 * * *      | 24: hours are 0 to 23
                    0 2 0 * *       | 0: days of the month are 1 to 31
                    0 2 * 13 *      | 13: months are 1 to 12
                    0 2 * * 5-1     | 5-1: the range begins after its end
                    */0 2 * * *     | */0: a step is at least 1
                    0 2 * * 1/2/3   | 1/2/3: a part has one '/' at most
                    0 2 * * 1-2-3   | 1-2-3: a range has one '-'
                    0 2 * * 0,7     | 7: weekdays are 0 to 6 (0 is Sunday)
                    0 2 L * *       | L: days of the month are 1 to 31
                    0 2 * * 5#1     | 5#1: weekdays are 0 to 6 (0 is Sunday), or one of sun mon tue wed thu fri sat
                    H 2 * * *       | H: minutes are 0 to 59
                    @every 6h       | @every counts from when the CronJob was created, so no due time follows from it; write the times as five cron fields (minute hour day-of-month month day-of-week), such as "0 */6 * * *" for every six hours
                    @every          | @every counts from when the CronJob was created, so no due time follows from it; write the times as five cron fields (minute hour day-of-month month day-of-week), such as "0 */6 * * *" for every six hours
                    @every a b c d  | @every counts from when the CronJob was created, so no due time follows from it; write the times as five cron fields (minute hour day-of-month month day-of-week), such as "0 */6 * * *" for every six hours
                    @reboot         | there is no such macro; the macros are @annually @daily @hourly @midnight @monthly @weekly @yearly
                    TZ=UTC 0 2 * * *      | Kubernetes refuses a time zone in a schedule; set timeZone
                    CRON_TZ=UTC 0 2 * * * | Kubernetes refuses a time zone in a schedule; set timeZone
                    0 0 2 * * ?     | it has six fields; a CronJob has no field for seconds, so it must be five cron fields (minute hour day-of-month month day-of-week)
                    0 2 * *         | number of fields: 4; must be five cron fields (minute hour day-of-month month day-of-week), such as "0 2 * * 1-5", or a macro such as @daily
                    daily           | number of fields: 1; must be five cron fields (minute hour day-of-month month day-of-week), such as "0 2 * * 1-5", or a macro such as @daily
                    ''                    | it is empty; must be five cron fields (minute hour day-of-month month day-of-week), such as "0 2 * * 1-5", or a macro such as @daily
                    """)
    void read_scheduleWithAWrongField_saysWhy(String schedule, String reason) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> ClusterSetting.SCHEDULE.form().read(schedule));
        assertEquals("'" + schedule + "' is not allowed; " + reason, refusal.getMessage());
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
            boolean allowed = isAllowed(ClusterSetting.VAULT_AUDIENCE, String.valueOf(character));
            assertEquals("'\"`$\\".indexOf(character) < 0, allowed, String.valueOf(character));
        }
    }

    @Test
    void meaning_everySetting_isASentence() {
        SettingEffect.all().stream().map(SettingEffect::setting).forEach(setting -> {
            assertTrue(setting.meaning().endsWith("."), setting.meaning());
            assertFalse(setting.allowed().isBlank(), setting.key());
        });
    }

    private static boolean isAllowed(Setting<?, ?> setting, Object raw) {
        try {
            setting.form().read(raw);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static void assertLongest(ClusterSetting<?> setting, int length) {
        assertTrue(isAllowed(setting, "a".repeat(length)), setting.key());
        assertFalse(isAllowed(setting, "a".repeat(length + 1)), setting.key());
    }
}
