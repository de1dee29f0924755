package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.status.FleetIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./vault-snapshot status --watch} as a process: it shows what changed, until it is interrupted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusLauncherIT {
    @TempDir
    private Path folder;

    @Test
    void watch_sweepWritesANewIndex_isShownUntilTheProcessIsEnded() throws Exception {
        Instant now = Clock.systemUTC().instant();
        try (FakeS3 bucket = new FakeS3()) {
            write(bucket, now.minus(Duration.ofMinutes(30)));
            Process process = watch();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                assertTrue(out.readLine().startsWith("0 clusters. Swept 30 min ago"));
                write(bucket, now);
                String line = out.readLine();
                while (line != null && !line.startsWith("0 clusters. Swept 0 min ago")) {
                    line = out.readLine();
                }
                assertTrue(line != null, "the new index is not shown");
                process.destroy();
            }
            process.waitFor();
            assertEquals("", Files.readString(folder.resolve("err.txt")));
        }
    }

    private static void write(FakeS3 bucket, Instant sweptAt) {
        bucket.putJson(StatusKey.FLEET_INDEX, new FleetIndex(sweptAt, Map.of()).toMap());
    }

    private Process watch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        List.of(Launcher.PATH.toString(), "status", "--bucket", FakeS3.BUCKET, "--watch=1"))
                .directory(folder.toFile())
                .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().put("AWS_ENDPOINT_URL_S3", System.getProperty("aws.endpointUrlS3"));
        builder.environment().put("AWS_REGION", "eu-north-1");
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "not-a-secret");
        return builder.start();
    }
}
