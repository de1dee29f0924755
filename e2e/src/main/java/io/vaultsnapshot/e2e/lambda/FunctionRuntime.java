package io.vaultsnapshot.e2e.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import io.vaultsnapshot.sandbox.waiting.DeadlineExceededException;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One warm JVM of a function. Its first event starts it. Then it gets one event after the other, as in Lambda. */
final class FunctionRuntime implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FunctionDescription function;
    private final RuntimeApi api;
    private final ServerProcess process;

    FunctionRuntime(
            FunctionDescription function,
            ChildProcesses processes,
            FunctionHost.RuntimeSpec spec,
            Map<String, String> given) {
        this.function = function;
        this.api =
                new RuntimeApi(function.arn(), function.timeout(), spec.clock().ahead());
        Path folder = function.files().code();
        this.process = processes.start(Command.of(spec.name() + "-" + function.name(), folder, line(function, spec))
                .with(reserved(function))
                .with(given)
                .with(function.environment()));
    }

    private static String[] line(FunctionDescription function, FunctionHost.RuntimeSpec spec) {
        return new String[] {
            spec.start().toString(),
            function.files().code().toString(),
            function.files().layers().toString(),
            spec.runtimeClient().toString(),
            spec.javaHome().apply(function.runtime()).toString(),
            spec.clock().folder().toString(),
            spec.clock().offset(),
            spec.trust().toString(),
            "-Djavax.net.ssl.trustStore=/var/trust/ca.p12",
            "-Djavax.net.ssl.trustStorePassword=changeit",
            "-Xmx" + function.memoryMiB() + "m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            "/var/runtime/*",
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
            function.handler()
        };
    }

    /** Returns what it runs. */
    FunctionDescription function() {
        return function;
    }

    /** What Lambda itself sets: "Defined runtime environment variables" in its developer guide. */
    private Map<String, String> reserved(FunctionDescription of) {
        Map<String, String> reserved = new LinkedHashMap<>();
        reserved.put("_HANDLER", of.handler());
        reserved.put("AWS_REGION", of.region());
        reserved.put("AWS_DEFAULT_REGION", of.region());
        reserved.put("AWS_LAMBDA_FUNCTION_NAME", of.name());
        reserved.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(of.memoryMiB()));
        reserved.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        reserved.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        reserved.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + of.name());
        reserved.put("AWS_LAMBDA_RUNTIME_API", api.address());
        reserved.put("LAMBDA_TASK_ROOT", "/var/task");
        reserved.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
        reserved.put("TZ", ":UTC");
        reserved.put("LANG", "en_US.UTF-8");
        return reserved;
    }

    /** Returns whether its process still runs. */
    boolean isAlive() {
        return process.isRunning();
    }

    /** Runs the function once. */
    Invocation run(String event) {
        long begin = System.nanoTime();
        int logged = logSize();
        CompletableFuture<RuntimeApi.Outcome> outcome = api.offer(event);
        RuntimeApi.Outcome end;
        try {
            Waiting.until(
                    function.name() + " to end, log " + process.log(),
                    function.timeout(),
                    () -> outcome.isDone() || !process.isRunning());
            end = outcome.getNow(new RuntimeApi.Outcome(true, error("Runtime.ExitError", process.lastLines())));
        } catch (DeadlineExceededException timedOut) {
            process.stop();
            end = new RuntimeApi.Outcome(true, error("Sandbox.Timedout", String.valueOf(timedOut.getMessage())));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return new Invocation(event, end.failed(), end.body(), logFrom(logged), took, api.javaVersion());
    }

    @Override
    public void close() {
        process.stop();
        api.close();
    }

    static String error(String type, String message) {
        return JSON.createObjectNode()
                .put("errorType", type)
                .put("errorMessage", message)
                .toString();
    }

    private int logSize() {
        return log().length;
    }

    private String logFrom(int start) {
        byte[] log = log();
        return new String(log, start, log.length - start, StandardCharsets.UTF_8);
    }

    private byte[] log() {
        try {
            return Files.readAllBytes(process.log());
        } catch (IOException notYet) {
            return new byte[0];
        }
    }
}
