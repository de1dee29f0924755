package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SettingsRoundTripTest {
    @Property(tries = 500)
    void parse_blockOfSettings_isTheSettings(@ForAll("settings") SnapshotSettings settings) {
        assertEquals(settings, SettingsParser.parse(SettingsBlock.of(settings)));
    }

    @Provide
    Arbitrary<SnapshotSettings> settings() {
        Arbitrary<List<ClusterSettings>> clusters = clusters()
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(ClusterSettings::name)
                .uniqueElements(cluster -> cluster.writerRole().toLowerCase(Locale.ROOT));
        return Combinators.combine(
                        texts("0123456789", 12, 12),
                        Arbitraries.of("eu-north-1", "us-gov-west-1", "cn-northwest-1", "ap-southeast-7"),
                        texts("abc123", 3, 63),
                        Arbitraries.of(
                                new RetentionSettings(null, null),
                                new RetentionSettings(null, 400),
                                new RetentionSettings(400, null),
                                new RetentionSettings(401, 400)),
                        alerts().list().ofMaxSize(3),
                        alerting(),
                        Arbitraries.of("arn:aws:kms:eu-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                                .injectNull(0.5),
                        clusters)
                .as(SnapshotSettings::new);
    }

    private static Arbitrary<AlertingSettings> alerting() {
        return Combinators.combine(
                        Arbitraries.of("docs/runbook.md", "https://wiki.example.com/vault?page=runbook"),
                        Arbitraries.of(true, false))
                .as(AlertingSettings::new);
    }

    private static Arbitrary<AlertSubscription> alerts() {
        return Arbitraries.of(
                new AlertSubscription(AlertProtocol.EMAIL, "ops@example.com"),
                new AlertSubscription(AlertProtocol.SMS, "+358401234567"),
                new AlertSubscription(AlertProtocol.HTTPS, "https://example.com/hook?a=b"),
                new AlertSubscription(AlertProtocol.SQS, "arn:aws:sqs:eu-north-1:123456789012:alerts"),
                new AlertSubscription(AlertProtocol.LAMBDA, "arn:aws:lambda:eu-north-1:123456789012:function:pager"));
    }

    private static Arbitrary<ClusterSettings> clusters() {
        Arbitrary<String> names = texts("abcXYZ019", 1, 100).filter(name -> !name.equals("index"));
        Arbitrary<String> issuers = Arbitraries.of("https://oidc.eks.eu-north-1.amazonaws.com/id/0A1B", "https://a")
                .injectNull(0.3);
        Arbitrary<ServiceAccountRef> accounts =
                Combinators.combine(labels(), labels()).as(ServiceAccountRef::new);
        return Combinators.combine(
                        names,
                        labels(),
                        issuers,
                        texts("abXY+=,.@_-1", 1, 64),
                        accounts,
                        jobs(),
                        recoveries(),
                        Combinators.combine(vaults(), trusts()).as(Map::entry))
                .as((name, group, issuer, role, account, job, recovery, rest) -> new ClusterSettings(
                        name, group, issuer, role, account, job, recovery, rest.getKey(), rest.getValue()));
    }

    private static Arbitrary<RecoverySettings> recoveries() {
        Arbitrary<Duration> objectives =
                Arbitraries.integers().between(192, 9000).map(Duration::ofHours);
        Arbitrary<Instant> pauses = Arbitraries.longs()
                .between(0, 4_000_000_000L)
                .map(Instant::ofEpochSecond)
                .injectNull(0.5);
        Arbitrary<RecoverySettings> without = Combinators.combine(objectives, pauses)
                .as((rpo, paused) -> new RecoverySettings(rpo, ProofLevel.INTACT, null, null, paused));
        return Arbitraries.oneOf(
                without,
                without.map(each -> new RecoverySettings(
                        each.rpo(), ProofLevel.UNSEALABLE, "0 4 * * 0", Duration.ofDays(8), each.pausedUntil())));
    }

    private static Arbitrary<BackupJobSettings> jobs() {
        Arbitrary<Integer> limits = Arbitraries.integers().between(0, 100);
        return Combinators.combine(
                        Arbitraries.of("0 2 * * 1-5", "@daily", "*/15 * * * *", " 0  2 * * SUN "),
                        Arbitraries.of("Etc/UTC", "Europe/Helsinki", "America/Argentina/Ushuaia"),
                        seconds(43_200),
                        seconds(43_200),
                        limits,
                        limits,
                        Arbitraries.integers().between(16, 9_000),
                        images())
                .as(BackupJobSettings::new);
    }

    private static Arbitrary<TrustSettings> trusts() {
        String arn = "arn:aws:kms:eu-north-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
        return Combinators.combine(
                        Arbitraries.of(List.<String>of(), List.of(arn), List.of(arn, arn.replace("north", "west"))),
                        Arbitraries.integers().between(1, 100))
                .as(TrustSettings::new);
    }

    private static Arbitrary<VaultSettings> vaults() {
        Arbitrary<String> addresses = Arbitraries.of("http://vault", "https://vault.example.com:8200");
        Arbitrary<String> audiences = Arbitraries.strings()
                .withCharRange('!', '~')
                .excludeChars('\'', '"', '`', '$', '\\')
                .ofMinLength(1)
                .ofMaxLength(253);
        Arbitrary<VaultSettings> withoutLogin = Combinators.combine(
                        Arbitraries.of(ServerKind.values()), addresses, labels().injectNull(0.3), images())
                .as((server, address, ca, image) -> new VaultSettings(
                        server,
                        address,
                        ca,
                        image,
                        "role",
                        "policy",
                        "audience",
                        Duration.ofHours(1),
                        TokenReviewer.IN_CLUSTER,
                        "https://kubernetes.default.svc"));
        return Combinators.combine(
                        withoutLogin,
                        texts("abc1", 1, 128),
                        texts("abc1", 1, 128),
                        audiences,
                        seconds(86_400),
                        Arbitraries.of(TokenReviewer.values()),
                        Arbitraries.of("https://10.0.0.1:6443", "https://kubernetes.default.svc"))
                .as((vault, role, policy, audience, ttl, reviewer, host) -> new VaultSettings(
                        vault.server(),
                        vault.address(),
                        vault.caConfigMap(),
                        vault.image(),
                        role,
                        policy,
                        audience,
                        ttl,
                        reviewer,
                        host));
    }

    private static Arbitrary<String> images() {
        return Arbitraries.of(
                "hashicorp/vault:1.21.4",
                "localhost:5000/a/b:1_2",
                "a@sha256:" + "0f".repeat(32),
                "registry.example.com:443/x:latest@sha256:" + "0f".repeat(32));
    }

    private static Arbitrary<String> labels() {
        return texts("abcz09", 1, 63);
    }

    private static Arbitrary<Duration> seconds(int max) {
        return Arbitraries.integers().between(60, max).map(Duration::ofSeconds);
    }

    private static Arbitrary<String> texts(String characters, int min, int max) {
        return Arbitraries.strings()
                .withChars(characters.toCharArray())
                .ofMinLength(min)
                .ofMaxLength(max);
    }
}
