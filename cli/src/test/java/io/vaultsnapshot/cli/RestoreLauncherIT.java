package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.cli.restore.RestorePlans;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vault-snapshot restore --run} as a process: it asks, runs programs, and stops. The programs are made up. */
class RestoreLauncherIT {
    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void run_programAnswersWrong_stopsThereAndLeavesATranscript() throws Exception {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        program(programs, "bao", "echo OpenBao v2.6.2");
        program(programs, "aws", "echo '\"Arn\": \"arn:aws:iam::1:user/x\"'");
        program(programs, "kubectl", "echo yes");
        try (FakeS3 bucket = new FakeS3()) {
            VerificationRecord record = RestorePlans.record(Instant.parse("2026-11-23T02:00:05Z"), "v1");
            bucket.putJson(record.key().recordKey(), record.toMap());

            CommandRun run = launch(programs, record.key().format());

            assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
            assertEquals("", run.err());
            assertTrue(run.out().contains("OpenBao v2.6.2"), run::out);
            assertTrue(run.out().contains("3. Download this version of the snapshot"), run::out);
            assertTrue(run.out().contains("This is not the expected answer"), run::out);
        }
        String transcript = Files.readString(folder.resolve("restore-demo/transcript.log"));
        assertTrue(transcript.contains("deviation: DOWNLOAD"), transcript);
        assertEquals(3, Files.readAllLines(folder.resolve("restore-demo/done")).size());
    }

    private static void program(Path programs, String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CommandRun launch(Path programs, String key) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in.txt"), "y\n".repeat(10));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of("../vault-snapshot")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        "restore",
                        "--cluster",
                        "demo",
                        "--bucket",
                        FakeS3.BUCKET,
                        "--key",
                        key,
                        "--server",
                        "openbao",
                        "--context",
                        "prod",
                        "--run"))
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("PATH", programs + ":" + System.getenv("PATH"));
        builder.environment().put("AWS_ENDPOINT_URL_S3", System.getProperty("aws.endpointUrlS3"));
        builder.environment().put("AWS_REGION", "eu-north-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        Process process = builder.start();
        assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), "it did not end");
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
