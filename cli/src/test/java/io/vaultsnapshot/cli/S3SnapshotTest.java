package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Snapshots in a bucket are read as those in files are. */
class S3SnapshotTest {
    private static final String KEY = "snapshots/demo/vault_20261123_020005.snap";

    private FakeS3 bucket;
    private byte[] whole;

    @BeforeEach
    void open() throws IOException {
        bucket = new FakeS3();
        whole = Files.readAllBytes(RecordedSnapshots.SNAPSHOT);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void verify_wholeObject_isIntactAndSaysTheSameAsOfTheFile() throws IOException {
        bucket.put(KEY, whole);
        CommandRun object = CommandRun.of("verify", "--format", "json", FakeS3.uri(KEY));
        CommandRun file = CommandRun.of("verify", "--format", "json", RecordedSnapshots.SNAPSHOT.toString());

        assertEquals(ExitCode.INTACT, object.exitCode(), object::toString);
        Map<String, Object> ofObject = Json.read(object.out());
        Map<String, Object> ofFile = Json.read(file.out());
        assertEquals(ofFile.get("sha256"), ofObject.get("sha256"));
        assertEquals(ofFile.get("level"), ofObject.get("level"));
        assertEquals("", object.err());
    }

    @Test
    void verify_namedVersion_isRead() {
        bucket.put(KEY, whole);
        CommandRun run = CommandRun.of("verify", FakeS3.uri(KEY) + "?versionId=" + FakeS3.version(KEY));

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
    }

    @Test
    void verify_keyThatWasWrittenAgainOrHidden_readsTheVersionOfTheRecordAndSaysSo() throws IOException {
        SnapshotKey key = new RecordedSnapshots(bucket).add("2026-11-23T02:00:05Z");
        Map<String, Object> record = bucket.json(key.recordKey());
        record.put("versionId", "original");
        bucket.putJson(key.recordKey(), record);
        bucket.putVersion(KEY, "original", whole);
        bucket.put(KEY, Arrays.copyOf(whole, whole.length / 2));

        CommandRun run = CommandRun.of("verify", FakeS3.uri(KEY));
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().contains(FakeS3.uri(KEY) + "?versionId=original"), run::out);
        assertTrue(run.err().contains("read was version original, which the verifier judged first"), run::err);

        bucket.remove(KEY);
        assertEquals(ExitCode.INTACT, CommandRun.of("verify", FakeS3.uri(KEY)).exitCode());
        assertEquals(
                ExitCode.COULD_NOT_LOOK,
                CommandRun.of("verify", FakeS3.uri(KEY) + "?versionId=another").exitCode());
    }

    @Test
    void verify_truncatedObject_isCorrupt() {
        bucket.put(KEY, Arrays.copyOf(whole, whole.length / 2));
        CommandRun run = CommandRun.of("verify", FakeS3.uri(KEY));

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().contains("TRUNCATED"), run::out);
    }

    @Test
    void verify_objectThatIsNotThere_isUnknownAndNamesIt() {
        CommandRun run = CommandRun.of("verify", FakeS3.uri(KEY));

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains(KEY), run::out);
    }

    @Test
    void verify_severalSources_exitCodeIsOfTheWorst() {
        bucket.put(KEY, whole);
        String file = RecordedSnapshots.SNAPSHOT.toString();

        assertEquals(
                ExitCode.INTACT, CommandRun.of("verify", file, FakeS3.uri(KEY)).exitCode());
        assertEquals(
                ExitCode.COULD_NOT_LOOK,
                CommandRun.of("verify", file, "no-such.snap").exitCode());
        bucket.put(KEY, Arrays.copyOf(whole, 100));
        assertEquals(
                ExitCode.FINDINGS,
                CommandRun.of("verify", "no-such.snap", FakeS3.uri(KEY)).exitCode());
    }

    @Test
    void inspect_object_showsItsContents() {
        bucket.put(KEY, whole);
        CommandRun run = CommandRun.of("inspect", FakeS3.uri(KEY));

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().contains("shamir"), run::out);
    }

    @Test
    void inspectDiff_fileAndItsOwnObject_hasNothingToLookAt() {
        bucket.put(KEY, whole);
        CommandRun run = CommandRun.of("inspect", "--diff", RecordedSnapshots.SNAPSHOT.toString(), FakeS3.uri(KEY));

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
    }
}
