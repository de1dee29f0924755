package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.cli.restore.RestorePlans;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestoreCommandTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T02:00:05Z");
    private static final Instant SECOND = Instant.parse("2026-11-23T02:00:05Z");
    private static final Instant THIRD = Instant.parse("2026-11-24T02:00:05Z");

    private FakeS3 bucket;

    @BeforeEach
    void threeSnapshotsTheLastOfWhichIsDamaged() throws IOException {
        bucket = new FakeS3();
        put(RestorePlans.record(FIRST, "v1"));
        VerificationRecord proven = RestorePlans.record(SECOND, "v2");
        put(proven);
        put(RestorePlans.record(THIRD, "v3", FindingCode.MASS_DELETION));
        ClusterStatus status = ClusterStatus.firstSeen("demo", FIRST);
        bucket.putJson(
                StatusKey.of("demo"),
                new ClusterStatus(
                                "demo",
                                status.assessment(),
                                status.observations().withLastProven(ProvenSnapshot.of(proven, ProofLevel.UNSEALABLE)),
                                List.of(),
                                List.of())
                        .toMap());
    }

    private void put(VerificationRecord record) {
        bucket.putJson(record.key().recordKey(), record.toMap());
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private static CommandRun restore(String... options) {
        String[] all = new String[options.length + 5];
        System.arraycopy(new String[] {"restore", "--cluster", "demo", "--bucket", FakeS3.BUCKET}, 0, all, 0, 5);
        System.arraycopy(options, 0, all, 5, options.length);
        return CommandRun.of(all);
    }

    @Test
    void restore_withoutAChoice_plansTheLastProvenWithItsNames() {
        CommandRun run = restore("--server", "openbao");

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        for (String part : List.of(
                "snapshots/demo/vault_20261123_020005.snap",
                "it is the newest proven snapshot",
                "2 of 3 key holders are needed",
                "--version-id v2 restore-demo/vault.snap",
                "bao operator raft snapshot restore -force restore-demo/vault.snap",
                "all that was written since is lost")) {
            assertTrue(run.out().contains(part), () -> part + " is not in\n" + run.out());
        }
        assertFalse(run.out().contains("\"$KEY\""), run::out);
    }

    @Test
    void restore_recordOfAnotherVersionThanTheProvenOne_isRefused() {
        put(RestorePlans.record(SECOND, "v4"));

        CommandRun run = restore();

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.err().contains("the proven version is v2, and the record is of v4"), run::err);
    }

    @Test
    void restore_withoutABucket_takesItAndTheServerFromTheSettings(@TempDir Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("cdk.json"), """
                {"context": {"vault-snapshot": {"account": "111122223333", "region": "eu-north-1", "bucket": "backups",
                  "clusters": [{"name": "demo", "server": "openbao", "namespace": "bao-backup"}]}}}""");

        CommandRun run = CommandRun.of("restore", "--cluster", "demo", "--settings", settings.toString());

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().contains("--bucket backups"), run::out);
        assertTrue(run.out().contains("bao operator raft snapshot restore"), run::out);
        assertTrue(run.out().contains("-n bao-backup patch cronjob"), run::out);
        CommandRun unknown = CommandRun.of("restore", "--cluster", "other", "--settings", settings.toString());
        assertEquals(ExitCode.USAGE, unknown.exitCode(), unknown::toString);
        assertTrue(unknown.err().contains("'other' is not in"), unknown::err);
        CommandRun none = CommandRun.of("restore", "--cluster", "demo", "--settings", folder + "/none.json");
        assertEquals(ExitCode.USAGE, none.exitCode(), none::toString);
    }

    @Test
    void restore_pointInTime_takesTheNewestIntactOneBefore() {
        CommandRun run = restore("--at", "2026-11-25T00:00Z");

        assertTrue(run.out().contains("vault_20261123_020005.snap"), run::out);
        assertTrue(run.out().contains("vault_20261124_020005.snap is newer and suspect"), run::out);
        assertTrue(restore("--at", "2026-11-22T10:00").out().contains("vault_20261122_020005.snap"));
    }

    @Test
    void restore_damagedOne_needsItsFindingsNamed() {
        String key = "snapshots/demo/vault_20261124_020005.snap";
        CommandRun refused = restore("--key", key);

        assertEquals(ExitCode.FINDINGS, refused.exitCode());
        assertTrue(refused.err().contains("add --despite MASS_DELETION"), refused::err);
        assertTrue(refused.out().contains("restoring it: restores, data readable"), refused::out);
        assertEquals(
                ExitCode.FINDINGS,
                restore("--key", key, "--despite", "REGRESSION").exitCode());
        assertEquals(
                ExitCode.INTACT,
                restore("--key", key, "--despite", "MASS_DELETION").exitCode());
    }

    @Test
    void restore_intoNew_initialisesWithTheSnapshotsNumbersOfKeys() {
        CommandRun run = restore("--into", "new", "--node", "http://b:8200", "--node", "http://c:8200");

        assertTrue(run.out().contains("-key-shares=3 -key-threshold=2"), run::out);
        assertTrue(run.out().contains("for node in http://b:8200 http://c:8200; do"), run::out);
        assertFalse(run.out().contains("before.snap &&"), run::out);
    }

    @Test
    void restore_oneSecret_asksTheHoldersAndReadsIt() {
        CommandRun run = restore("--into", "drill", "--secret", "secret/data/app");

        assertTrue(run.out().contains("DRILL_KEY=snapshots/demo/vault_20261123_020005.snap"), run::out);
        assertTrue(run.out().contains("sh vault secret/data/app"), run::out);
        assertEquals(ExitCode.USAGE, restore("--into", "drill").exitCode());
        assertEquals(ExitCode.USAGE, restore("--secret", "x").exitCode());
    }

    @Test
    void restore_asJson_hasTheStepsInOrder() throws IOException {
        Map<String, Object> plan = Json.read(restore("--format", "json").out());

        assertEquals("snapshots/demo/vault_20261123_020005.snap", plan.get("key"));
        assertEquals("v2", plan.get("versionId"));
        List<?> steps = (List<?>) plan.get("steps");
        assertEquals("TOOLS", ((Map<?, ?>) steps.get(0)).get("step"));
    }

    @ParameterizedTest
    @CsvSource({
        "--at, 2026-11-20T00:00Z, 1, has no intact snapshot from",
        "--key, snapshots/demo/vault_20261101_000000.snap, 1, has no record",
        "--key, snapshots/other/vault_20261124_020005.snap, 2, is not the key of a snapshot of demo",
        "--at, yesterday, 2, is not a time",
        "--into, nowhere, 2, nowhere",
    })
    void restore_nothingThatFits_saysWhy(String option, String value, int exitCode, String message) {
        CommandRun run = restore(option, value);

        assertEquals(exitCode, run.exitCode(), run::toString);
        assertTrue(run.err().contains(message), run::err);
    }

    @Test
    void restore_clusterWithoutStatus_saysWhatToCheck() {
        CommandRun run = CommandRun.of("restore", "--cluster", "other", "--bucket", FakeS3.BUCKET);

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertTrue(run.err().contains("has no status in this bucket"), run::err);
    }
}
