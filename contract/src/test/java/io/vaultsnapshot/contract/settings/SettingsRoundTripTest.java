package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.testing.SettingEffect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Settings that are written out and read again are the same settings, no matter which keys were given. */
class SettingsRoundTripTest {
    private static final String KEY = "arn:aws:kms:eu-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    /** One reviewer needs a host, a long name needs a role, and a count needs days, and a limit of a replica needs one. */
    private static final Set<Setting<?, ?>> NEEDED = Set.of(
            DrillSetting.DRILL_SCHEDULE,
            ClusterSetting.VAULT_ADDRESS,
            ClusterSetting.KUBERNETES_HOST,
            ClusterSetting.WRITER_ROLE,
            FleetSetting.RETENTION_DAYS,
            FleetSetting.REPLICA_REGION);

    /** Where one value is not enough; all other settings are given that of their {@link SettingEffect}. */
    private static final Map<Setting<?, ?>, Arbitrary<?>> VALUES = Map.ofEntries(
            Map.entry(FleetSetting.ACCOUNT, texts("0123456789", 12, 12)),
            Map.entry(FleetSetting.REGION, Arbitraries.of("eu-north-1", "ap-southeast-4", "mx-central-1")),
            Map.entry(FleetSetting.BUCKET, texts("abc123", 3, 63)),
            // Longer than the longest rpoHours below.
            Map.entry(FleetSetting.LOCK_DAYS, numbers(378, 400)),
            Map.entry(ClusterSetting.NAME, texts("abcXYZ019", 1, 100).filter(name -> !name.equals("index"))),
            Map.entry(ClusterSetting.WRITER_ROLE, texts("abXY+=,.@_1", 1, 58)),
            Map.entry(ClusterSetting.NAMESPACE, texts("abcz09", 1, 63)),
            Map.entry(
                    ClusterSetting.SCHEDULE, Arbitraries.of("0 2 * * 1-5", "@daily", "*/15 * * * *", " 0  2 * * SUN ")),
            Map.entry(
                    ClusterSetting.TIME_ZONE,
                    Arbitraries.of("Etc/UTC", "Europe/Helsinki", "America/Argentina/Ushuaia")),
            Map.entry(ClusterSetting.STARTING_DEADLINE, numbers(60, 43_200)),
            Map.entry(ClusterSetting.JOB_DEADLINE, numbers(60, 43_200)),
            Map.entry(ClusterSetting.RPO, numbers(193, 9000)),
            Map.entry(
                    ClusterSetting.PAUSED_UNTIL,
                    Arbitraries.of("2026-12-24T06:00:00Z", "1970-01-01T00:00:00.000000001Z")),
            Map.entry(ClusterSetting.SHARE_SIZE_MIB, numbers(16, 8_400)),
            Map.entry(ClusterSetting.VAULT_IMAGE, images()),
            Map.entry(ClusterSetting.VAULT_ADDRESS, Arbitraries.of("https://vault", "https://vault.vault.svc:8200")),
            Map.entry(ClusterSetting.VAULT_AUDIENCE, audiences()),
            Map.entry(ClusterSetting.TOKEN_TTL, numbers(60, 86_400)),
            Map.entry(ClusterSetting.SEAL_KEY_ARNS, Arbitraries.of(KEY, KEY + "," + KEY.replace("north", "west"))));

    @Property(tries = 500)
    void parse_blockOfSettings_isTheSettings(@ForAll("blocks") Map<String, Object> block) {
        SnapshotSettings settings = SettingsParser.parse(block);
        Map<String, Object> written = SettingsBlock.of(settings);

        assertEquals(settings, SettingsParser.parse(written));
        assertEquals(written, SettingsBlock.of(SettingsParser.parse(written)));
    }

    @Provide
    Arbitrary<Map<String, Object>> blocks() {
        Arbitrary<List<Map<String, Object>>> clusters = objects(ClusterSetting.values())
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(cluster -> cluster.get("name"))
                .uniqueElements(
                        cluster -> String.valueOf(cluster.get("writerRole")).toLowerCase(Locale.ROOT));
        return Combinators.combine(
                        objects(FleetSetting.values()), alerts().list().ofMaxSize(3), clusters)
                .as((block, alerts, list) -> {
                    block.put("alerts", alerts);
                    block.put("clusters", list);
                    String elsewhere = block.get("region").equals("us-gov-west-1") ? "us-gov-east-1" : "eu-west-1";
                    for (int index = 0; index < list.size(); index++) {
                        place(list.get(index), index, elsewhere);
                    }
                    return block;
                });
    }

    /** Takes back what contradicts itself about where a cluster is. */
    private static void place(Map<String, Object> cluster, int index, String elsewhere) {
        if ("pod-identity".equals(cluster.get("identity"))) {
            cluster.keySet().removeAll(Set.of("eksClusterName", "account", "region"));
        }
        cluster.computeIfPresent("eksClusterName", (key, value) -> value + "-" + index);
        cluster.computeIfPresent("region", (key, value) -> elsewhere);
        if (cluster.get("account") != null) {
            cluster.put("oidcIssuer", "https://oidc.example.com/id/" + index);
        }
    }

    /** Objects in which every setting is given or, unless another one needs it, left out. */
    private static Arbitrary<Map<String, Object>> objects(List<? extends Setting<?, ?>> settings) {
        List<Arbitrary<Object>> values = settings.stream()
                .map(setting -> {
                    Arbitrary<Object> value = VALUES.getOrDefault(setting, Arbitraries.of(sample(setting)))
                            .map(Object.class::cast);
                    boolean needed = setting.required() || NEEDED.contains(setting);
                    return needed ? value : value.injectNull(0.3);
                })
                .toList();
        return Combinators.combine(values).as(list -> {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int index = 0; index < settings.size(); index++) {
                object.put(settings.get(index).key(), list.get(index));
            }
            return object;
        });
    }

    private static Object sample(Setting<?, ?> setting) {
        return SettingEffect.all().stream()
                .filter(effect -> effect.setting() == setting)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static Arbitrary<Map<String, String>> alerts() {
        return Arbitraries.of(
                Map.of("protocol", "email", "endpoint", "ops@example.com"),
                Map.of("protocol", "sms", "endpoint", "+358401234567"),
                Map.of("protocol", "https", "endpoint", "https://example.com/hook?a=b"),
                Map.of("protocol", "slack", "endpoint", "T0123ABCD/C0123ABCD"),
                Map.of("protocol", "sqs", "endpoint", "arn:aws:sqs:eu-north-1:123456789012:alerts"),
                Map.of("protocol", "lambda", "endpoint", "arn:aws:lambda:eu-north-1:123456789012:function:pager"));
    }

    private static Arbitrary<String> audiences() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('\'', '"', '`', '$', '\\')
                .ofMinLength(1)
                .ofMaxLength(253);
    }

    private static Arbitrary<String> images() {
        return Arbitraries.of(
                "hashicorp/vault:1.21.4",
                "localhost:5000/a/b:1_2",
                "a@sha256:" + "0f".repeat(32),
                "registry.example.com:443/x:latest@sha256:" + "0f".repeat(32));
    }

    private static Arbitrary<Integer> numbers(int min, int max) {
        return Arbitraries.integers().between(min, max);
    }

    private static Arbitrary<String> texts(String characters, int min, int max) {
        return Arbitraries.strings()
                .withChars(characters.toCharArray())
                .ofMinLength(min)
                .ofMaxLength(max);
    }
}
