package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code upload-snapshot.sh} with a stand-in for the AWS CLI. */
class UploadSnapshotScriptTest {
    private static final Instant TAKEN = Instant.parse("2026-03-29T01:30:07Z");

    private final Path folder;

    private final ScriptRun script;
    private final Path snapshot;

    UploadSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("upload-snapshot.sh"), Script.UPLOAD_SNAPSHOT.text());
        snapshot = Files.writeString(folder.resolve("vault.snap"), "checked");
        Files.setLastModifiedTime(snapshot, FileTime.from(TAKEN));
        script = new ScriptRun(folder)
                .set("SNAPSHOT_FILE", snapshot.toString())
                .set("SNAPSHOT_BUCKET", "bucket")
                .set("SNAPSHOT_PREFIX", SnapshotKey.prefix("demo"))
                .set("AWS_REGION", "eu-north-1")
                .set("TZ", "America/New_York");
    }

    @Test
    void checkedSnapshot_isUploadedUnderTheKeyThatTheVerifierParses() throws Exception {
        ScriptRun.Result result = upload("");
        assertEquals(0, result.exitCode(), result.output());
        String key = new SnapshotKey("demo", TAKEN).format();
        assertEquals(
                List.of("aws s3 cp " + snapshot + " s3://bucket/" + key + " --no-progress --region eu-north-1"),
                result.calls());
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

    private ScriptRun.Result upload(String aws) throws IOException, InterruptedException {
        return script.program("aws", aws)
                .run(folder.resolve("upload-snapshot.sh").toString());
    }
}
