package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.cli.restore.RestorePlans;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.json.Json;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --format json} of every command, through the real launcher: lines of JSON, each with its schema. */
class JsonOutputIT {
    private static final String FILE = Path.of("../fixtures/openbao-2.6.2-shamir.snap")
            .toAbsolutePath()
            .normalize()
            .toString();

    private record Call(Schema schema, List<String> arguments) {}

    @TempDir
    private Path folder;

    private FakeS3 bucket;
    private String intact;
    private String suspect;
    private VerificationRecord restorable;

    @BeforeEach
    void twoSnapshots() throws Exception {
        bucket = new FakeS3();
        RecordedSnapshots snapshots = new RecordedSnapshots(bucket);
        SnapshotKey first = snapshots.add("2026-11-23T02:00:05Z");
        intact = first.format();
        suspect = snapshots.add("2026-11-24T02:00:05Z", FindingCode.REGRESSION).format();
        bucket.putJson(StatusKey.FLEET_INDEX, new FleetIndex(Clock.systemUTC().instant(), Map.of()).toMap());
        // Its record is outside the chain, so the audit comes before it is stored.
        restorable = RestorePlans.record(Instant.parse("2026-11-25T02:00:05Z"), "v1");
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private List<Call> calls() {
        return List.of(
                new Call(Schema.VERIFY_OUTPUT, List.of("verify", FILE, FakeS3.uri(intact))),
                new Call(Schema.INSPECT_OUTPUT, List.of("inspect", FILE)),
                new Call(Schema.DIFF_OUTPUT, List.of("inspect", "--diff", FILE, FILE)),
                new Call(Schema.FLEET_STATUS, List.of("status", "--bucket", FakeS3.BUCKET)),
                new Call(Schema.REPORT_OUTPUT, List.of("report", "--bucket", FakeS3.BUCKET)),
                new Call(Schema.DUE_OUTPUT, List.of("due", "--schedule", "@daily")),
                new Call(Schema.AUDIT_OUTPUT, List.of("audit", "demo", "--bucket", FakeS3.BUCKET)),
                new Call(
                        Schema.ACKNOWLEDGEMENT,
                        List.of("acknowledge", FakeS3.uri(suspect), "--code", "REGRESSION", "--reason", "meant")),
                new Call(
                        Schema.RESTORE_PLAN,
                        List.of(
                                "restore",
                                "--cluster",
                                "demo",
                                "--bucket",
                                FakeS3.BUCKET,
                                "--key",
                                restorable.key().format())));
    }

    @Test
    void everyCommand_asJson_printsLinesWithTheirSchema() throws Exception {
        for (Call call : calls()) {
            if (call.schema().equals(Schema.RESTORE_PLAN)) {
                bucket.putJson(restorable.key().recordKey(), restorable.toMap());
            }
            List<String> arguments = new ArrayList<>(call.arguments());
            arguments.addAll(List.of("--format", "json"));
            CommandRun run = new Launcher(folder)
                    .with("AWS_ENDPOINT_URL_S3", System.getProperty("aws.endpointUrlS3"))
                    .run(arguments.toArray(String[]::new));

            assertEquals(ExitCode.INTACT, run.exitCode(), () -> arguments + " " + run);
            assertEquals("", run.err());
            for (String line : run.out().lines().toList()) {
                assertEquals(call.schema().text(), Json.read(line).get(Schema.FIELD), line);
            }
        }
    }

    @Test
    void calls_ofThisTest_areOfEveryCommandThatPrintsAResult() {
        TreeSet<String> commands = new TreeSet<>(
                VaultSnapshotCommand.commandLine().getSubcommands().keySet());
        // Three print no result. DoctorInitIT has the checkup, which is not right on a machine of tests.
        commands.removeAll(List.of("help", "completion", "init", "doctor"));

        assertEquals(
                commands,
                calls().stream().map(call -> call.arguments().get(0)).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void restore_runAsJson_isRefused() throws Exception {
        CommandRun run = new Launcher(folder)
                .run("restore", "--cluster", "demo", "--bucket", "b", "--context", "c", "--run", "--format", "json");

        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        assertEquals(
                "vault-snapshot restore: --run talks with you; --format json is for the plan, without --run\n"
                        + "Try 'vault-snapshot restore --help'.\n",
                run.err());
    }
}
