package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code upload-snapshot.sh} with a stand-in for the AWS CLI. */
class UploadSnapshotScriptTest {
    private static final Instant BEGAN = Instant.parse("2026-03-29T01:30:02Z");
    private static final Instant TAKEN = Instant.parse("2026-03-29T01:30:07Z");

    private final Path folder;

    private final ScriptRun script;
    private final Path snapshot;

    UploadSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("upload-snapshot.sh"), Script.UPLOAD_SNAPSHOT.text());
        Files.writeString(tokenFile(), "eyJ");
        snapshot = Files.writeString(folder.resolve("vault.snap"), "checked");
        Files.setLastModifiedTime(snapshot, FileTime.from(TAKEN));
        Files.writeString(folder.resolve("vault.snap.run"), "0\n" + BEGAN + "\ncheck\n1\n");
        script = new ScriptRun(folder)
                .set("SNAPSHOT_FILE", snapshot.toString())
                .set("SNAPSHOT_BUCKET", "bucket")
                .set("SNAPSHOT_PREFIX", SnapshotKey.prefix("demo"))
                .set("RUNS_PREFIX", RunKey.prefix("demo"))
                .set("SNAPSHOT_KMS_ALIAS", "alias/bucket")
                .set("AWS_REGION", "eu-north-1")
                .set("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/writer")
                .set("AWS_WEB_IDENTITY_TOKEN_FILE", tokenFile().toString())
                .set("TZ", "America/New_York");
    }

    @Test
    void checkedSnapshot_isUploadedUnderTheKeyThatTheVerifierParses() throws Exception {
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        String key = new SnapshotKey("demo", TAKEN).format();
        assertEquals(
                List.of("aws s3 cp " + snapshot + " s3://bucket/" + key + " --no-progress --region eu-north-1"
                        + " --sse aws:kms --sse-kms-key-id alias/bucket --metadata run-started-at=" + BEGAN
                        + ",run-attempts=1"),
                result.calls());
    }

    @Test
    void failedRun_isToldUnderTheKeyThatTheVerifierParses() throws Exception {
        Files.delete(snapshot);
        Files.writeString(folder.resolve("vault.snap.run"), "7\n" + BEGAN + "\nlogin\n3\n");
        ScriptRun.Result result = upload("");
        assertEquals(7, result.exitCode(), result.output());
        assertEquals(
                List.of("aws s3 cp " + folder + "/run.json s3://bucket/" + new RunKey("demo", BEGAN).format()
                        + " --no-progress --region eu-north-1 --sse aws:kms --sse-kms-key-id alias/bucket"
                        + " --content-type application/json --cli-connect-timeout 5 --cli-read-timeout 10"),
                result.calls());
    }

    /** The AWS CLI leaves the checksum out when a variable or a profile says so. A locked bucket refuses such an upload. */
    @Test
    void checksumSwitchedOff_isSwitchedOnForTheUpload() throws Exception {
        script.set("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        ScriptRun.Result result = upload("echo \"checksum $AWS_REQUEST_CHECKSUM_CALCULATION\" >>\"$log\"");
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("checksum when_supported", result.calls().get(1));
    }

    @Test
    void canary_goesAlongInTheFormThatTheVerifierReads() throws Exception {
        Files.writeString(folder.resolve("vault.snap.canary"), "0a1b2c\n2026-03-29T01:30:05Z\n");
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        String call = result.calls().get(0);
        String metadata = ",run-attempts=1," + Canary.NONCE_METADATA + "=0a1b2c," + Canary.WRITTEN_AT_METADATA
                + "=2026-03-29T01:30:05Z";
        assertTrue(call.endsWith(metadata), call);
    }

    /** The AWS CLI reads it once. The {@code wc} of busybox would read it again, for its size. */
    @Test
    void checkedSnapshot_isReadByNoOtherProgram() throws Exception {
        for (String each : List.of("wc", "cat", "sha256sum")) {
            script.program(each, "exec '" + ShellTools.ofThisMachine(each) + "' \"$@\"");
        }
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("(7 bytes)"), result.output());
        assertEquals(1, result.calls().size(), () -> result.calls().toString());
    }

    @Test
    void checkedSnapshot_noProgramIsStartedWithoutNeed() throws Exception {
        script.onlyWith("date", "stat");
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(Map.of("aws", 1L, "date", 1L, "stat", 1L), result.starts());
    }

    @Test
    void noSnapshot_nothingIsUploaded() throws Exception {
        Files.delete(snapshot);
        ScriptRun.Result result = upload("");
        assertEquals(2, result.exitCode(), result.output());
        assertEquals(List.of(), result.calls());
    }

    @Test
    void emptySnapshot_nothingIsUploaded() throws Exception {
        Files.writeString(snapshot, "");
        ScriptRun.Result result = upload("");
        assertEquals(2, result.exitCode(), result.output());
        assertEquals(List.of(), result.calls());
    }

    /** The AWS CLI would go on to the node's role: the webhook's failure policy is Ignore. */
    @ParameterizedTest
    @ValueSource(strings = {"AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"})
    void noInjectedCredentials_nothingIsUploaded(String missing) throws Exception {
        script.unset(missing);
        ScriptRun.Result result = upload("");
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(result.output().contains("EKS injected no credentials into this pod"), result.output());
        assertEquals(List.of(), result.calls());
    }

    @Test
    void injectedTokenIsMissing_nothingIsUploaded() throws Exception {
        Files.delete(tokenFile());
        ScriptRun.Result result = upload("");
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(result.output().contains("the injected token " + tokenFile()), result.output());
        assertEquals(List.of(), result.calls());
    }

    @Test
    void credentialsOfPodIdentity_areEnough() throws Exception {
        script.unset("AWS_ROLE_ARN")
                .unset("AWS_WEB_IDENTITY_TOKEN_FILE")
                .set("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials")
                .set("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", tokenFile().toString());
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(1, result.calls().size());
    }

    @Test
    void refusedUpload_failsTheJob() throws Exception {
        ScriptRun.Result result = upload("echo AccessDenied >&2; exit 1");
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("check the pod's IAM role"), result.output());
    }

    @Test
    void prefixWithoutSlash_isRefused() throws Exception {
        script.set("SNAPSHOT_PREFIX", "snapshots/demo");
        ScriptRun.Result result = upload("");
        assertEquals(2, result.exitCode());
        assertEquals(List.of(), result.calls());
    }

    private Path tokenFile() {
        return folder.resolve("token");
    }

    private ScriptRun.Result upload(String aws) throws IOException, InterruptedException {
        return script.program("aws", aws)
                .run(folder.resolve("upload-snapshot.sh").toString());
    }
}
