package io.vaultsnapshot.verifier.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The function's process, seen from the simulator. */
final class SweepProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;

    SweepProcess(URI api, Path settings) throws IOException {
        this(api, settings, Duration.ofMinutes(5));
    }

    /** Starts the function. Each of its invocations has so much time. */
    SweepProcess(URI api, Path settings, Duration time) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What the function gets, scaled down to what is promised: one processor's collector and little heap.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-Djava.util.logging.config.file=/dev/null",
                "-D" + SweepChild.REMAINING_MILLIS + "=" + time.toMillis(),
                "-cp",
                System.getProperty("java.class.path"),
                SweepChild.class.getName()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ENDPOINT_URL", api.toString());
        environment.put("AWS_REGION", "eu-north-1");
        environment.put("AWS_ACCESS_KEY_ID", "simulated");
        environment.put("AWS_SECRET_ACCESS_KEY", "simulated");
        environment.put(VerifierEnv.SETTINGS_FILE.name(), settings.toString());
        environment.put(VerifierEnv.SNAPSHOT_BUCKET.name(), SimulatedFleet.BUCKET);
        environment.put(VerifierEnv.ALERT_TOPIC_ARN.name(), "arn:aws:sns:eu-north-1:111122223333:alerts");
        environment.put(VerifierEnv.EVENT_BUS.name(), "default");
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /**
     * What one request cost.
     *
     * @param cpuMillis processor time of the whole process, compiler and collector included
     * @param wallMillis time
     * @param peakKib the most memory that the process ever had resident
     * @param end {@code ok}, or what failed
     */
    record Cost(long cpuMillis, long wallMillis, long peakKib, String end) {}

    Cost sweep(String at) throws IOException {
        return ask(at + " " + Json.write(Map.of("detail-type", VerifierFunction.SWEEP_DETAIL_TYPE)));
    }

    Cost arrive(String at, SnapshotKey key) throws IOException {
        return ask(at + " "
                + Json.write(Map.of(
                        "detail-type",
                        VerifierFunction.OBJECT_CREATED_DETAIL_TYPE,
                        "detail",
                        Map.of(
                                "bucket",
                                Map.of("name", SimulatedFleet.BUCKET),
                                "object",
                                Map.of("key", key.format(), "version-id", "v1")))));
    }

    /** Delivers an event that the function sent to itself. */
    Cost deliver(String at, String event) throws IOException {
        return ask(at + " " + event);
    }

    Cost listAll(List<String> clusters) throws IOException {
        return ask(SweepChild.NAIVE + " " + String.join(" ", clusters));
    }

    private Cost ask(String line) throws IOException {
        process.outputWriter(UTF_8).write(line + "\n");
        process.outputWriter(UTF_8).flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the function's process ended; what it said stands above");
        }
        String[] words = answer.split(" ", 4);
        return new Cost(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]);
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(UTF_8).close();
        process.destroy();
    }
}
