package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.lock.LockedStore;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bucket that is locked as the template says: what writers must send, and who can do what to a locked version. */
@ExtendWith(SuiteExtension.class)
class LockScenario {
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Map<String, String> CHECKSUMS_OFF =
            Map.of("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
    private static final String ADMINISTRATOR = "administrator";
    private static final List<String> OURS = List.of("writer", "verifier", "drill");
    /** Longer than a part of the AWS CLI. */
    private static final int BYTES = 9 << 20;

    private final Suite suite;
    private final LockedStore store;
    private final Path folder;
    private final ClusterSettings cluster;
    private final Map<String, Map<String, String>> identities = new HashMap<>();

    LockScenario(Suite suite, LockedStore store, Template template) {
        this.suite = suite;
        this.store = store;
        this.folder = suite.folder("lock");
        this.cluster = suite.get(FleetSettings.class).settings().clusters().stream()
                .filter(each -> each.drill().isPresent())
                .findFirst()
                .orElseThrow();
        identities.put(ADMINISTRATOR, LockedStore.ROOT);
        identities.put("writer", store.session(template.s3StatementsOf(cluster.get(ClusterSetting.WRITER_ROLE))));
        identities.put("drill", store.session(template.s3StatementsOf(cluster.drillRole())));
        identities.put(
                "denied writer",
                store.session(withDenials(template, template.s3StatementsOf(cluster.get(ClusterSetting.WRITER_ROLE)))));
        identities.put("denied administrator", store.session(withDenials(template, everything())));
        identities.put("verifier", store.session(template.s3StatementsOfTheVerifier()));
    }

    @Test
    void upload_environmentSwitchesChecksumsOff_sendsOneWithEveryPart_andIsLockedOnArrival() throws IOException {
        Path snapshot = Files.write(folder.resolve("vault.snap"), new byte[BYTES]);
        Instant before = Instant.now();
        String printed = upload(snapshot).orFail().out();
        String key = printed.substring(printed.lastIndexOf(SnapshotKey.ROOT), printed.lastIndexOf(" ("));

        JsonNode object = json("head-object", "--key=" + key, "--checksum-mode=ENABLED");
        assertTrue(object.toString().contains("\"Checksum"), object::toString);
        JsonNode parts = json("get-object-attributes", "--key=" + key, "--object-attributes=ObjectParts");
        assertEquals(2, parts.at("/ObjectParts/Parts").size(), parts::toString);
        parts.at("/ObjectParts/Parts")
                .forEach(part -> assertTrue(part.toString().contains("\"Checksum"), part::toString));
        assertEquals("GOVERNANCE", object.path("ObjectLockMode").asText());
        Instant until = Instant.parse(object.path("ObjectLockRetainUntilDate").asText());
        assertFalse(until.isBefore(before.plus(store.lockDays(), ChronoUnit.DAYS)), until::toString);

        // The same environment without the script: there is nothing that a locked bucket of S3 would take.
        Map<String, String> writer = new HashMap<>(Objects.requireNonNull(identities.get("writer")));
        writer.putAll(CHECKSUMS_OFF);
        String bare = SnapshotKey.prefix(cluster.name()) + "bare";
        store.as(writer, "s3", "cp", snapshot.toString(), "s3://" + store.bucket() + "/" + bare)
                .orFail();
        JsonNode without = json("head-object", "--key=" + bare, "--checksum-mode=ENABLED");
        assertFalse(without.toString().contains("\"Checksum"), without::toString);
    }

    @Test
    void lockedVersion_everyIdentityOfOurs_canNeitherDeleteNorUnlockIt() throws IOException {
        String key = SnapshotKey.prefix(cluster.name()) + "tried";
        String version = put(key, "the last good one");
        String until = "{\"Mode\":\"GOVERNANCE\",\"RetainUntilDate\":\""
                + Instant.now().plus(1, ChronoUnit.DAYS) + "\"}";
        List<List<String>> attempts = List.of(
                List.of("delete-object", "--key=" + key, "--version-id=" + version),
                List.of("delete-object", "--key=" + key, "--version-id=" + version, "--bypass-governance-retention"),
                List.of("delete-object", "--key=" + key),
                List.of("put-object-retention", "--key=" + key, "--version-id=" + version, "--retention=" + until),
                List.of(
                        "put-object-retention",
                        "--key=" + key,
                        "--retention=" + until,
                        "--bypass-governance-retention"),
                List.of("put-object-legal-hold", "--key=" + key, "--legal-hold=Status=OFF"),
                List.of("put-bucket-versioning", "--versioning-configuration=Status=Suspended"),
                List.of(
                        "put-object-lock-configuration",
                        "--object-lock-configuration={\"ObjectLockEnabled\":\"Enabled\"}"),
                List.of("put-bucket-lifecycle-configuration", "--lifecycle-configuration=" + keepOneOlder("")),
                List.of("put-bucket-notification-configuration", "--notification-configuration={}"),
                List.of(
                        "put-bucket-encryption",
                        "--server-side-encryption-configuration={\"Rules\":"
                                + "[{\"ApplyServerSideEncryptionByDefault\":{\"SSEAlgorithm\":\"AES256\"}}]}"),
                List.of(
                        "put-bucket-replication",
                        "--replication-configuration={\"Role\":\"any\",\"Rules\":"
                                + "[{\"Status\":\"Enabled\",\"Destination\":{\"Bucket\":\"arn:aws:s3:::away\"}}]}"));
        OURS.forEach(name -> attempts.forEach(attempt -> {
            CommandResult result =
                    api(name, attempt.get(0), attempt.subList(1, attempt.size()).toArray(String[]::new));
            boolean refused =
                    result.err().contains("AccessDenied") || result.err().contains("WORM protected");
            assertTrue(refused && result.exitCode() != 0, () -> name + " " + attempt + ": " + result.printed());
        }));
        assertEquals("the last good one", read("verifier", key, version));
    }

    /** What an administrator can still do, and what nobody can. */
    @Test
    void lockedVersion_administrator_deletesItByTheBypassOfGovernanceOnly() throws IOException {
        String key = SnapshotKey.prefix(cluster.name()) + "of-the-administrator";
        String version = put(key, "governance");
        assertRefused(api(ADMINISTRATOR, "delete-object", "--key=" + key, "--version-id=" + version));
        assertRefused(api(ADMINISTRATOR, "put-bucket-versioning", "--versioning-configuration=Status=Suspended"));
        api(ADMINISTRATOR, "delete-object", "--key=" + key, "--version-id=" + version, "--bypass-governance-retention")
                .orFail();

        String strict = put(
                key,
                "compliance",
                "--object-lock-mode=COMPLIANCE",
                "--object-lock-retain-until-date=" + Instant.now().plus(1, ChronoUnit.DAYS));
        assertRefused(api(
                ADMINISTRATOR,
                "delete-object",
                "--key=" + key,
                "--version-id=" + strict,
                "--bypass-governance-retention"));
        assertRefused(api(
                ADMINISTRATOR,
                "put-object-retention",
                "--key=" + key,
                "--version-id=" + strict,
                "--bypass-governance-retention",
                "--retention={\"Mode\":\"COMPLIANCE\",\"RetainUntilDate\":\""
                        + Instant.now().plusSeconds(60) + "\"}"));
    }

    /** MinIO applies no bucket policy to signed requests. So the session's policy has what the bucket's one denies. */
    private static JsonNode withDenials(Template template, JsonNode allowed) {
        ArrayNode statements = new JsonMapper().createArrayNode();
        allowed.forEach(statements::add);
        template.denialsOfTheBucket().forEach(denial -> {
            // It listens without TLS.
            if (!denial.toString().contains("aws:SecureTransport")
                    && !denial.toString().contains("s3:TlsVersion")) {
                statements.add(((ObjectNode) denial.deepCopy()).without("Principal"));
            }
        });
        return statements;
    }

    private static JsonNode everything() {
        ArrayNode statements = new JsonMapper().createArrayNode();
        statements.addObject().put("Effect", "Allow").put("Action", "s3:*").put("Resource", "arn:aws:s3:::*");
        return statements;
    }

    @Test
    void denialsOfTheBucketPolicy_otherEncryptionAndOtherKey_areRefusedToTheWriter() throws IOException {
        String body = "--body=" + Files.writeString(folder.resolve("encrypted"), "text");
        String key = "--key=" + SnapshotKey.prefix(cluster.name()) + "encrypted";
        String kms = "--server-side-encryption=aws:kms";
        api("denied writer", "put-object", key, body).orFail();
        api("denied writer", "put-object", key, body, kms, "--ssekms-key-id=" + store.keyAlias())
                .orFail();

        assertDenied(api("denied writer", "put-object", key, body, "--server-side-encryption=AES256"));
        assertDenied(api("denied writer", "put-object", key, body, kms, "--ssekms-key-id=alias/of-the-thief"));
        // Without the denials the same requests are not refused for a missing right.
        api("writer", "put-object", key, body, "--server-side-encryption=AES256")
                .orFail();
        CommandResult noSuchKey = api("writer", "put-object", key, body, kms, "--ssekms-key-id=alias/of-the-thief");
        assertFalse(noSuchKey.err().contains("AccessDenied"), noSuchKey::printed);
    }

    /** The policy refuses it to the administrator too, who must take it out of the bucket first. */
    @Test
    void denialOfTheBypass_administrator_cannotDeleteALockedVersion() throws IOException {
        String key = SnapshotKey.prefix(cluster.name()) + "not-bypassed";
        String version = put(key, "governance");
        String[] deletion = {"--key=" + key, "--version-id=" + version, "--bypass-governance-retention"};
        assertRefused(api("denied administrator", "delete-object", deletion));
        assertEquals(1, versions(key));
        api(ADMINISTRATOR, "delete-object", deletion).orFail();
        assertEquals(0, versions(key));
    }

    @Test
    void lockedVersion_overwrittenAndHidden_isStillReadByItsId() throws IOException {
        String key = SnapshotKey.prefix(cluster.name()) + "overwritten";
        String original = put(key, "original");
        Path other = Files.writeString(folder.resolve("other"), "of the thief");
        api("writer", "put-object", "--key=" + key, "--body=" + other).orFail();
        api(ADMINISTRATOR, "delete-object", "--key=" + key).orFail();

        assertNotEquals(0, api("verifier", "head-object", "--key=" + key).exitCode(), "hidden");
        assertEquals("original", read("verifier", key, original));
        assertEquals("original", read("drill", key, original));
    }

    /** The rule acts at once on all but one older version. It is applied in the order of the keys, so two are around the locked. */
    @Test
    void lockedVersion_lifecycleRuleExpiresIt_staysUntilItsLockEnds() throws IOException {
        String locked = "snapshots/lifecycle/locked";
        List<String> ending = List.of("snapshots/lifecycle/a-lock-that-ends", "snapshots/lifecycle/z-lock-that-ends");
        String end = "--object-lock-retain-until-date=" + Instant.now().plusSeconds(30);
        for (int each = 0; each < 4; each++) {
            put(locked, "version " + each);
            for (String key : ending) {
                put(key, "version " + each, "--object-lock-mode=GOVERNANCE", end);
            }
        }
        api(
                        ADMINISTRATOR,
                        "put-bucket-lifecycle-configuration",
                        "--lifecycle-configuration=" + keepOneOlder("snapshots/lifecycle/"))
                .orFail();

        Waiting.until(
                "the rule has expired what is not locked any more",
                LONGEST,
                () -> versions(ending.get(0)) == 2 && versions(ending.get(1)) == 2);
        assertEquals(4, versions(locked));
    }

    private static String keepOneOlder(String prefix) {
        return "{\"Rules\":[{\"ID\":\"older\",\"Status\":\"Enabled\",\"Filter\":{\"Prefix\":\"" + prefix
                + "\"},\"NoncurrentVersionExpiration\":{\"NewerNoncurrentVersions\":1}}]}";
    }

    /** Runs the script of the job as the pod does, with the writer's credentials and an environment that breaks it. */
    private CommandResult upload(Path snapshot) throws IOException {
        Path script = Suite.project()
                .resolve("manifests/src/main/resources/io/vaultsnapshot/manifests/scripts/upload-snapshot.sh");
        Path token = Files.writeString(folder.resolve("token"), "eyJ");
        Path aws = suite.get(Tools.class).path("aws").getParent();
        return suite.processes()
                .run(
                        store.command(
                                        Objects.requireNonNull(identities.get("writer")),
                                        List.of("/bin/sh", script.toString()))
                                .with(CHECKSUMS_OFF)
                                .with("PATH", aws + ":/usr/bin:/bin")
                                .with("SNAPSHOT_FILE", snapshot.toString())
                                .with("SNAPSHOT_BUCKET", store.bucket())
                                .with("SNAPSHOT_PREFIX", SnapshotKey.prefix(cluster.name()))
                                .with("RUNS_PREFIX", RunKey.prefix(cluster.name()))
                                .with("SNAPSHOT_KMS_ALIAS", store.keyAlias())
                                .with("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/writer")
                                .with("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString()),
                        LONGEST);
    }

    private String put(String key, String text, String... more) throws IOException {
        Path body = Files.writeString(folder.resolve("body"), text);
        List<String> arguments =
                new ArrayList<>(List.of("--key=" + key, "--body=" + body, "--query=VersionId", "--output=text"));
        arguments.addAll(List.of(more));
        return api(ADMINISTRATOR, "put-object", arguments.toArray(String[]::new))
                .orFail()
                .out()
                .strip();
    }

    private String read(String identity, String key, String version) throws IOException {
        Path file = folder.resolve("read");
        api(identity, "get-object", "--key=" + key, "--version-id=" + version, file.toString())
                .orFail();
        return Files.readString(file);
    }

    private int versions(String key) throws IOException {
        return json("list-object-versions", "--prefix=" + key).path("Versions").size();
    }

    private JsonNode json(String call, String... arguments) throws IOException {
        return new JsonMapper()
                .readTree(api(ADMINISTRATOR, call, arguments).orFail().out());
    }

    private CommandResult api(String identity, String call, String... arguments) {
        List<String> line = new ArrayList<>(List.of("s3api", call, "--bucket=" + store.bucket()));
        line.addAll(List.of(arguments));
        return store.as(Objects.requireNonNull(identities.get(identity)), line.toArray(String[]::new));
    }

    private static void assertDenied(CommandResult result) {
        assertTrue(result.exitCode() != 0 && result.err().contains("AccessDenied"), result::printed);
    }

    private static void assertRefused(CommandResult result) {
        assertNotEquals(0, result.exitCode(), result::printed);
    }
}
