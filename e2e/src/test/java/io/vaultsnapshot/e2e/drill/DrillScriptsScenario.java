package io.vaultsnapshot.e2e.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.openbao.RaftCluster;
import io.vaultsnapshot.e2e.outputs.StackSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.manifests.scripts.Script;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The drill's scripts with every kind of seal, from the bucket to the verifier's judgement, without a pod: what the deployed
 * function makes of their proofs, and in which word each failure ends.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillScriptsScenario {
    private static final List<String> CLUSTERS = List.of(
            "drills-kms",
            "drills-transit",
            "drills-static",
            "drills-shamir",
            "drills-sealed",
            // With vault on PATH.
            "drills-shamir-vault",
            "drills-sealed-vault",
            "drills-raft",
            "drills-fail",
            "drills-judged",
            "drills-by-hand");
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final Suite suite;
    private final DeployedStack stack;

    DrillScriptsScenario(Suite suite) {
        this.suite = suite;
        this.stack = DeployedStack.ofItsOwn(suite, "drills", settings());
    }

    @AfterAll
    void closeStack() {
        stack.close();
    }

    private static ObjectNode settings() {
        ObjectNode settings = new ObjectMapper().createObjectNode().put("account", AwsServer.ACCOUNT);
        settings.put("region", AwsServer.REGION).put("bucket", AwsNames.bucket(AwsServer.ACCOUNT, AwsServer.REGION));
        StackSettings.watched(
                        new ObjectMapper()
                                .createObjectNode()
                                .put("account", AwsServer.ACCOUNT)
                                .put("region", AwsServer.REGION),
                        CLUSTERS)
                .withArray("clusters")
                .forEach(cluster -> settings.withArray("clusters")
                        .add(((ObjectNode) cluster)
                                .put("server", cluster.path("name").asText().endsWith("-vault") ? "vault" : "openbao")
                                .put("drillSchedule", "0 5 * * 0")
                                .put("drillUnseal", unseal(cluster.path("name").asText()))));
        return settings;
    }

    private static String unseal(String cluster) {
        return switch (cluster) {
            case "drills-shamir", "drills-shamir-vault", "drills-raft" -> "keys";
            case "drills-sealed", "drills-sealed-vault" -> "none";
            default -> "auto";
        };
    }

    @Test
    void sealOfKms_isRestoredAndTheVerifierBelievesIt() {
        KeyMetadata key = kms().createKey().keyMetadata();
        try (ServerNode server = start("drilled-kms", stack.aws().seal(key.arn()))) {
            DrillSource source = new DrillSource(server, server.initialize()).withRole();
            upload("drills-kms", source);
        }
        ScriptedDrill drill = drill("drills-kms").with("SEAL", "awskms").with("SEAL_KEY_ARNS", key.arn());
        assertRestored("drills-kms", drill);

        kms().disableKey(request -> request.keyId(key.keyId()));
        ScriptedDrill second = drill("drills-kms").with("SEAL", "awskms").with("SEAL_KEY_ARNS", key.arn());
        assertFails("drills-kms", second, "SERVER_NOT_STARTED", "DisabledException");
    }

    @Test
    void sealOfTransit_isRestored() {
        try (ServerNode other = start("drilled-by-transit", Seal.shamir())) {
            ServerKeys keys = other.initialize();
            other.api().put("sys/mounts/transit", keys.rootToken(), Map.of("type", "transit"));
            other.api().put("transit/keys/unseal", keys.rootToken(), Map.of());
            String stanza = """
                    seal "transit" {
                      address = "%s"
                      token = "%s"
                      disable_renewal = "true"
                      key_name = "unseal"
                      mount_path = "transit/"
                    }
                    """.formatted(other.address(), keys.rootToken());
            try (ServerNode server = start("drilled-transit", Seal.ofStanza(stanza))) {
                upload("drills-transit", new DrillSource(server, server.initialize()).withRole());
            }
            assertRestored("drills-transit", drill("drills-transit").withSeal(stanza));
        }
    }

    @Test
    void staticSeal_isRestored() throws IOException {
        String stanza = staticSeal("good");
        try (ServerNode server = start("drilled-static", Seal.ofStanza(stanza))) {
            upload("drills-static", new DrillSource(server, server.initialize()).withRole());
        }
        assertRestored("drills-static", drill("drills-static").withSeal(stanza));
    }

    List<ServerBinary> servers() {
        return suite.get(Tools.class).servers();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void shamir_isRestoredWithKeys_andHonestWithout(ServerBinary binary) {
        String suffix = binary.kind() == ServerKind.VAULT ? "-vault" : "";
        String withKeys = "drills-shamir" + suffix;
        String withoutKeys = "drills-sealed" + suffix;
        String share;
        try (ServerNode server =
                ServerNode.start(suite.workspace(), binary, "drilled-shamir" + suffix, Seal.shamir())) {
            DrillSource source = new DrillSource(server, server.initialize()).withRole();
            share = source.keys().share();
            upload(withKeys, source);
            upload(withoutKeys, source);
        }
        assertRestored(
                withKeys, drill(withKeys).of(binary).with("SEAL", "shamir").withKeys(share));

        ScriptedDrill sealed = drill(withoutKeys).of(binary).with("SEAL", "shamir");
        assertEquals(0, sealed.run().exitCode());
        assertEquals("SEALED", sealed.kept("result"));
        JsonNode status = awaitDrill(withoutKeys, sealed);
        assertEquals("healthy", status.path("state").asText(), status::toString);
        assertTrue(status.at("/levels/restored").isMissingNode(), status::toString);

        ScriptedDrill wrong = drill(withKeys).of(binary).with("SEAL", "shamir").withKeys("AAAA" + share.substring(4));
        assertFails(withKeys, wrong, "STAYED_SEALED", "1 of 1");
    }

    @Test
    void snapshotOfAClusterOfThree_isRestoredIntoOne() {
        String share;
        try (RaftCluster cluster =
                RaftCluster.start(suite, suite.get(Tools.class).openBao(), "drilled-raft")) {
            share = cluster.keys().share();
            upload("drills-raft", new DrillSource(cluster.leader(), cluster.keys()).withRole());
        }
        assertRestored(
                "drills-raft", drill("drills-raft").with("SEAL", "shamir").withKeys(share));
    }

    @Test
    void whatIsMissingOrDamaged_endsInItsOwnWord() throws IOException {
        String stanza = staticSeal("bad");
        try (ServerNode server = start("drilled-badly", Seal.ofStanza(stanza))) {
            DrillSource source = new DrillSource(server, server.initialize());
            upload("drills-fail", source, null);
            assertFails(
                    "drills-fail", drill("drills-fail").withSeal(stanza), "LOGIN_FAILED", "auth/vault-snapshot-drill");
            source.withRole();
            upload("drills-fail", source, null);
            assertFails("drills-fail", drill("drills-fail").withSeal(stanza), "CANARY_MISSING", "No value found");

            byte[] whole = Files.readAllBytes(snapshot(source, "again"));
            SnapshotKey key = new SnapshotKey("drills-fail", Instant.now());
            put(key, Arrays.copyOf(whole, whole.length / 2), null);
            ScriptedDrill drill = drill("drills-fail").withSeal(stanza).with("DRILL_KEY", key.format());
            assertEquals(1, drill.run().exitCode());
            assertEquals("RESTORE_REFUSED", drill.kept("result"), () -> drill.kept("message"));
            JsonNode status = awaitDrill("drills-fail", drill);
            assertEquals("RESTORE_REFUSED", status.at("/drills/last/result").asText(), status::toString);
            assertEquals("snapshot_corrupt", status.path("cause").asText(), "which is worse than the failed drill");
        }
    }

    /** The drill itself cannot know these: it compares nothing with the verifier's record. */
    @Test
    void whatOnlyTheVerifierCanKnow_endsInItsWord() throws IOException {
        String cluster = "drills-judged";
        String stanza = staticSeal("judged");
        try (ServerNode server = start("drilled-judged", Seal.ofStanza(stanza))) {
            DrillSource source = new DrillSource(server, server.initialize()).withRole();
            Canary written = source.writeCanary();
            upload(cluster, source, new Canary("another", written.writtenAt()));
            assertJudged(cluster, drill(cluster).withSeal(stanza), "CANARY_WRONG");

            upload(
                    cluster,
                    source,
                    source.write(new Canary("old", written.writtenAt().minus(Duration.ofDays(1)))));
            assertJudged(cluster, drill(cluster).withSeal(stanza), "CANARY_STALE");

            ScriptedDrill forged = drill(cluster).withSeal(stanza);
            assertEquals(0, forged.run(Script.FETCH_SNAPSHOT).exitCode());
            assertEquals(0, forged.run(Script.RESTORE_SNAPSHOT).exitCode());
            forged.write("drill/snapshot-sha256", "0".repeat(64) + "\n");
            assertEquals(0, forged.run(Script.WRITE_PROOF).exitCode());
            awaitWord(cluster, forged, "PROOF_FORGED");

            SnapshotKey key = upload(cluster, source, source.writeCanary());
            put(key, "not a snapshot".getBytes(StandardCharsets.UTF_8), null);
            ScriptedDrill good = drill(cluster).withSeal(stanza);
            assertEquals(0, good.run().exitCode());
            assertEquals("RESTORED", good.kept("result"), "the proven version is drilled, not what replaced it");
        }
    }

    /** For one Job, with a key or a time and no version: the first one counts, as for every other reader. */
    @Test
    void drillByHand_ofASnapshotThatWasWrittenOver_fetchesTheVersionThatWasJudged() throws IOException {
        String cluster = "drills-by-hand";
        SnapshotKey key = new SnapshotKey(cluster, Instant.now());
        put(key, Files.readAllBytes(Suite.project().resolve("fixtures/openbao-2.6.2-300-secrets.snap")), null);
        String judged = Waiting.value("the verifier to record " + key.format(), LONGEST, () -> stack.record(key)
                .map(record -> record.path("versionId").asText()));
        put(key, "not a snapshot".getBytes(StandardCharsets.UTF_8), null);
        SnapshotKey unjudged = new SnapshotKey(cluster, Instant.parse("2026-01-01T02:00:00Z"));

        for (ScriptedDrill drill : List.of(
                drill(cluster).with("DRILL_KEY", key.format()),
                drill(cluster).with("DRILL_AT", Instant.now().truncatedTo(ChronoUnit.SECONDS) + ""))) {
            CommandResult fetched = drill.run(Script.FETCH_SNAPSHOT).orFail();
            assertEquals("", drill.kept("result"), fetched::printed);
            assertEquals(judged, drill.kept("snapshot-version-id"), fetched::printed);
            assertTrue(
                    fetched.printed().contains("restoring " + key.format() + ", version " + judged), fetched::printed);
        }
        CommandResult missing =
                drill(cluster).with("DRILL_KEY", unjudged.format()).run(Script.FETCH_SNAPSHOT);
        assertTrue(missing.printed().contains("nobody says which version of it counts"), missing::printed);
    }

    private void assertJudged(String cluster, ScriptedDrill drill, String word) {
        CommandResult end = drill.run();
        assertEquals("RESTORED", drill.kept("result"), () -> drill.kept("message"));
        assertEquals(0, end.exitCode(), end::printed);
        awaitWord(cluster, drill, word);
    }

    private void awaitWord(String cluster, ScriptedDrill drill, String word) {
        JsonNode status = awaitDrill(cluster, drill);
        assertEquals(word, status.at("/drills/last/result").asText(), status::toString);
        assertEquals("drill_failed", status.path("cause").asText(), status::toString);
    }

    private String staticSeal(String name) throws IOException {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        Path file = Files.write(suite.folder("static-seal-" + name).resolve("key"), key);
        return "seal \"static\" {\n  current_key_id = \"one\"\n  current_key = \"file://" + file + "\"\n}\n";
    }

    private void assertRestored(String cluster, ScriptedDrill drill) {
        CommandResult end = drill.run();
        assertEquals("RESTORED", drill.kept("result"), () -> drill.kept("message"));
        assertEquals(0, end.exitCode(), end::printed);
        JsonNode status = awaitDrill(cluster, drill);
        assertEquals("restored", status.at("/lastProven/level").asText(), status::toString);
        assertEquals("healthy", status.path("state").asText(), status::toString);
        assertEquals("", status.at("/drills/last/message").asText(), status::toString);
        System.out.printf(
                "%s: unsealed after %s s, read after %s s%n",
                cluster, drill.kept("unsealed-after-seconds"), drill.kept("read-after-seconds"));
    }

    private void assertFails(String cluster, ScriptedDrill drill, String word, String text) {
        CommandResult end = drill.run();
        assertEquals(word, drill.kept("result"), () -> drill.kept("message"));
        assertEquals(1, end.exitCode(), end::printed);
        assertTrue(drill.kept("message").contains(text), () -> drill.kept("message"));
        JsonNode status = awaitDrill(cluster, drill);
        assertEquals("drill_failed", status.path("cause").asText(), status::toString);
        assertEquals(word, status.at("/drills/last/result").asText(), status::toString);
    }

    private JsonNode awaitDrill(String cluster, ScriptedDrill drill) {
        String stamp = drill.kept("started-at").replaceAll("[-:Z]", "").replace('T', '_');
        return Waiting.value("the verifier to judge the drill of " + cluster, LONGEST, () -> stack.status(cluster)
                .filter(status -> status.at("/drills/last/key").asText().contains(stamp)));
    }

    private void upload(String cluster, DrillSource source) {
        upload(cluster, source, source.writeCanary());
    }

    private SnapshotKey upload(String cluster, DrillSource source, Canary canary) {
        SnapshotKey key = new SnapshotKey(cluster, Instant.now());
        try {
            put(key, Files.readAllBytes(snapshot(source, cluster + System.nanoTime())), canary);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        Waiting.until("the verifier to prove " + key.format(), LONGEST, () -> stack.status(cluster)
                .filter(status -> status.at("/lastProven/key").asText().equals(key.format()))
                .isPresent());
        return key;
    }

    private Path snapshot(DrillSource source, String name) {
        return source.save(suite.folder("drill-snapshots").resolve(name + ".snap"));
    }

    private void put(SnapshotKey key, byte[] content, Canary canary) {
        Map<String, String> metadata = canary == null
                ? Map.of()
                : Map.of(
                        Canary.NONCE_METADATA,
                        canary.nonce(),
                        Canary.WRITTEN_AT_METADATA,
                        canary.writtenAt().toString());
        try (S3Client s3 = stack.aws().s3()) {
            s3.putObject(
                    request -> request.bucket(stack.bucket().name())
                            .key(key.format())
                            .metadata(metadata),
                    RequestBody.fromBytes(content));
        }
    }

    private ScriptedDrill drill(String cluster) {
        return new ScriptedDrill(suite, stack.aws(), stack.bucket().name(), cluster);
    }

    private ServerNode start(String name, Seal seal) {
        return ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), name, seal);
    }

    private KmsClient kms() {
        return stack.aws().client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }
}
