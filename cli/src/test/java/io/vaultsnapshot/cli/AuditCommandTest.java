package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a bucket, whole and tampered with. */
class AuditCommandTest {
    private FakeS3 bucket;
    private SnapshotKey first;
    private SnapshotKey second;
    private SnapshotKey third;

    @BeforeEach
    void threeSnapshotsAndTheirRecords() throws IOException {
        bucket = new FakeS3();
        RecordedSnapshots snapshots = new RecordedSnapshots(bucket);
        first = snapshots.add("2026-11-20T02:00:05Z");
        second = snapshots.add("2026-11-23T02:00:05Z");
        third = snapshots.add("2026-11-24T02:00:05Z");
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void audit_wholeChain_exitsZeroAndSaysSo() {
        CommandRun run = audit();

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("demo: 3 snapshots, 3 records, 3 in the chain\n"), run::out);
        assertTrue(run.out().contains("  not signed\n"), run::out);
        assertTrue(run.out().endsWith("  whole: nothing was removed, replaced, reordered or left out\n"), run::out);
        assertEquals("", run.err());
    }

    @Test
    void audit_wholeChain_isTheSameAsJson() throws IOException {
        Map<String, Object> report = Json.read(audit("--format", "json").out());

        assertEquals("demo", report.get("cluster"));
        assertEquals(3, report.get("records"));
        assertEquals(3, report.get("snapshots"));
        assertEquals(List.of(), report.get("findings"));
    }

    @Test
    void audit_snapshotRemoved_namesIt() {
        bucket.remove(second.format());

        assertFinding(second);
    }

    @Test
    void audit_recordRemoved_namesTheBreak() {
        bucket.remove(second.recordKey());

        assertFinding(second);
    }

    @Test
    void audit_recordChanged_namesTheRecord() throws IOException {
        Map<String, Object> record = new LinkedHashMap<>(bucket.json(first.recordKey()));
        record.put("verifiedAt", "2026-11-20T03:00:00Z");
        bucket.putJson(first.recordKey(), record);

        assertFinding(first);
    }

    @Test
    void audit_snapshotWithoutARecord_namesIt() throws IOException {
        SnapshotKey unseen = new SnapshotKey("demo", third.takenAt().minusSeconds(3600));
        bucket.put(unseen.format(), Files.readAllBytes(RecordedSnapshots.SNAPSHOT));

        assertFinding(unseen);
    }

    @Test
    void audit_headRemoved_saysSo() {
        bucket.remove("records/demo/chain.json");

        CommandRun run = audit();
        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.out().contains("chain.json"), run::out);
    }

    @Test
    void audit_clusterWithoutRecords_isNotCalledWhole() {
        CommandRun run = CommandRun.of("audit", "other", "--bucket", FakeS3.BUCKET);

        assertTrue(run.out().startsWith("other: 0 snapshots, 0 records, 0 in the chain\n"), run::out);
    }

    @Test
    void audit_storeIsGone_couldNotLookInOneLine() {
        bucket.close();
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:1");
        System.setProperty("aws.region", "eu-north-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "not-a-secret");

        CommandRun run = audit();
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertEquals(1, run.err().lines().count(), run::err);
        assertTrue(run.err().startsWith("vault-snapshot audit: "), run::err);
    }

    @Test
    void audit_wrongCalls_areUsageErrors(@TempDir Path folder) throws IOException {
        Path notAKey = Files.writeString(folder.resolve("key.pem"), "no key");

        assertUsage("'a b' is not an EKS cluster's name", "a b", "--bucket", "b");
        assertUsage("public key in PEM", "demo", "--bucket", "b", "--public-key", notAKey.toString());
        assertUsage("--bucket", "demo");
    }

    private static void assertUsage(String message, String... arguments) {
        CommandRun run = CommandRun.of(prepend("audit", arguments));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains(message), run::err);
    }

    private static void assertFinding(SnapshotKey about) {
        CommandRun run = audit();
        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(
                run.out().contains(about.format()) || run.out().contains(about.recordKey()),
                () -> "names " + about.format() + ": " + run.out());
    }

    private static CommandRun audit(String... more) {
        return CommandRun.of(prepend("audit", prepend("demo", prepend("--bucket", prepend(FakeS3.BUCKET, more)))));
    }

    private static String[] prepend(String first, String... rest) {
        String[] all = new String[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}
