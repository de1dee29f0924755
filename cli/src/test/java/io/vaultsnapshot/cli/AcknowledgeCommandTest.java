package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator says about a finding, as the verifier will read it. */
class AcknowledgeCommandTest {
    private FakeS3 bucket;
    private SnapshotKey key;

    @BeforeEach
    void aSnapshotThatWentBackInTime() throws IOException {
        bucket = new FakeS3();
        key = new RecordedSnapshots(bucket).add("2026-11-23T02:00:05Z", FindingCode.REGRESSION);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    @Test
    void acknowledge_openFinding_isWrittenAsTheVerifierReadsIt() throws IOException {
        CommandRun run = acknowledge("REGRESSION", "Restored after the failed upgrade.");

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("acknowledged [REGRESSION] of " + key.format() + " as "), run::out);
        Acknowledgement written = Acknowledgement.of(bucket.json(key.acknowledgementKey()));
        assertEquals(List.of(FindingCode.REGRESSION), written.codes());
        assertEquals("Restored after the failed upgrade.", written.reason());
        assertEquals(key, written.snapshot().key());
        assertEquals(FakeS3.version(key.format()), written.snapshot().versionId());
    }

    @Test
    void acknowledge_asJson_printsTheDocument() throws IOException {
        CommandRun run = CommandRun.of(
                "acknowledge",
                FakeS3.uri(key.format()),
                "--code",
                "REGRESSION",
                "--reason",
                "meant",
                "--format",
                "json");

        Map<String, Object> printed = Json.read(run.out());
        assertEquals(bucket.json(key.acknowledgementKey()), printed);
    }

    @Test
    void acknowledge_secondTime_isRefusedAndTheFirstStays() throws IOException {
        acknowledge("REGRESSION", "first");
        CommandRun again = acknowledge("REGRESSION", "second");

        assertEquals(ExitCode.FINDINGS, again.exitCode());
        assertTrue(again.err().contains("exists already"), again::err);
        assertEquals("first", bucket.json(key.acknowledgementKey()).get("reason"));
    }

    @Test
    void acknowledge_findingThatIsNotOpen_isRefused() {
        CommandRun run = acknowledge("MASS_DELETION", "meant");

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.err().contains("are [REGRESSION], not [MASS_DELETION]"), run::err);
        assertFalse(bucket.has(key.acknowledgementKey()));
    }

    @Test
    void acknowledge_snapshotWithoutARecord_isRefused() {
        bucket.remove(key.recordKey());
        CommandRun run = acknowledge("REGRESSION", "meant");

        assertEquals(ExitCode.FINDINGS, run.exitCode());
        assertTrue(run.err().contains("has no record yet"), run::err);
    }

    @Test
    void acknowledge_recordIsDamaged_couldNotLook() {
        bucket.putJson(key.recordKey(), Map.of("schema", "verification-record/1.0"));
        CommandRun run = acknowledge("REGRESSION", "meant");

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.err().contains(key.recordKey() + " cannot be read"), run::err);
    }

    @Test
    void acknowledge_ofAnotherVersion_isReplaced() throws IOException {
        acknowledge("REGRESSION", "of the old version");
        Map<String, Object> other = bucket.json(key.acknowledgementKey());
        other.put("versionId", "another");
        bucket.putJson(key.acknowledgementKey(), other);

        assertEquals(
                ExitCode.INTACT, acknowledge("REGRESSION", "of this version").exitCode());
        assertEquals("of this version", bucket.json(key.acknowledgementKey()).get("reason"));
    }

    @Test
    void acknowledge_otherVersion_isWrittenBesideTheSnapshotsOwn() throws IOException {
        OtherVersionKey other = new OtherVersionKey(key, "3/other");
        Map<String, Object> record = new LinkedHashMap<>(bucket.json(key.recordKey()));
        record.put("versionId", "3/other");
        record.put(
                "findings",
                List.of(Finding.of(FindingCode.OVERWRITTEN, "other bytes").toMap()));
        bucket.putJson(other.recordKey(), record);

        CommandRun without = acknowledge("OVERWRITTEN", "seen");
        assertEquals(ExitCode.FINDINGS, without.exitCode());
        assertTrue(without.err().contains("name it with ?versionId=ID"), without::err);

        CommandRun run = CommandRun.of(
                "acknowledge",
                FakeS3.uri(key.format()) + "?versionId=3/other",
                "--code",
                "OVERWRITTEN",
                "--reason",
                "seen");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        Acknowledgement written = Acknowledgement.of(bucket.json(other.acknowledgementKey()));
        assertEquals("3/other", written.snapshot().versionId());
        assertEquals(List.of(FindingCode.OVERWRITTEN), written.codes());
        assertFalse(bucket.has(key.acknowledgementKey()), "nothing is said about the snapshot itself");
    }

    @Test
    void acknowledge_reasonTooLongOrEmpty_isAUsageError() {
        assertEquals(ExitCode.USAGE, acknowledge("REGRESSION", " ").exitCode());
        CommandRun run = acknowledge("REGRESSION", "x".repeat(Acknowledgement.REASON_LIMIT + 1));
        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("--reason must have 1 to 500 characters"), run::err);
    }

    @Test
    void acknowledge_codeThatCannotBe_namesThoseThatCan() {
        CommandRun run = acknowledge("TRUNCATED", "meant");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("TRUNCATED"), run::err);
        assertFalse(bucket.has(key.acknowledgementKey()));
    }

    private CommandRun acknowledge(String code, String reason) {
        return CommandRun.of("acknowledge", FakeS3.uri(key.format()), "--code", code, "--reason", reason);
    }
}
