package io.vaultsnapshot.e2e.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.sandbox.http.LoopbackServer;
import io.vaultsnapshot.sandbox.process.ChildProcesses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Where functions run. It takes an event over HTTP, runs it in a warm runtime of the function that is idle, or in a new one,
 * as Lambda does, and keeps how it ended. A new version of code, layers or environment gets new runtimes.
 */
public final class FunctionHost implements AutoCloseable {
    /** How many events of all functions run at once; further ones wait. */
    private static final int AT_ONCE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcesses processes;
    private final RuntimeSpec spec;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<FunctionRuntime> idle = new ArrayList<>();
    private final List<Invocation> invocations = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;

    /**
     * What every runtime of this host is made with.
     *
     * @param name of the host, with which its JVMs' logs begin
     * @param start the program that starts a function's JVM
     * @param runtimeClient folder with the runtime client's jars
     * @param javaHome the home of a runtime's Java, by the runtime's name
     * @param trust folder with the file {@code ca.p12}: whom functions trust over TLS
     * @param clock the time that functions see
     */
    public record RuntimeSpec(
            String name,
            Path start,
            Path runtimeClient,
            Function<String, Path> javaHome,
            Path trust,
            FunctionClock clock) {}

    /** Starts the host on a free port. */
    public FunctionHost(ChildProcesses processes, RuntimeSpec spec) {
        this.processes = processes;
        this.spec = spec;
        this.server = new LoopbackServer("function-host", AT_ONCE, this::handle);
    }

    /** Returns where it takes events. */
    public URI address() {
        return server.address();
    }

    /** Gives these variables to every function that starts from now on, such as credentials and endpoints. */
    public void give(Map<String, String> variables) {
        synchronized (idle) {
            given.putAll(variables);
        }
    }

    /** Returns all runs that have ended, the oldest first. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /** Ends the JVMs of idle functions. The next event is a cold start. */
    public void cool() {
        synchronized (idle) {
            idle.forEach(FunctionRuntime::close);
            idle.clear();
        }
    }

    @Override
    public void close() {
        server.close();
        cool();
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String event = request.get("event").toString();
        Invocation ended = runOrSayWhyNot(FunctionDescription.of(request.get("function")), event);
        invocations.add(ended);
        ObjectNode answer = JSON.createObjectNode()
                .put("body", ended.answer())
                .put("error", ended.failed())
                .put("log", ended.log());
        LoopbackServer.answer(exchange, 200, "application/json", answer.toString());
    }

    /** A function that cannot be started is a failed run. An exception in this thread would be seen by no scenario. */
    private Invocation runOrSayWhyNot(FunctionDescription function, String event) {
        try {
            return run(function, event);
        } catch (RuntimeException notStarted) {
            String error = FunctionRuntime.error("Runtime.NotStarted", String.valueOf(notStarted));
            return new Invocation(event, true, error, "", Duration.ZERO, "");
        }
    }

    private Invocation run(FunctionDescription function, String event) {
        FunctionRuntime runtime = idleOrNew(function);
        Invocation ended = runtime.run(event);
        synchronized (idle) {
            if (runtime.isAlive()) {
                idle.add(runtime);
            }
        }
        return ended;
    }

    private FunctionRuntime idleOrNew(FunctionDescription function) {
        synchronized (idle) {
            for (FunctionRuntime warm : List.copyOf(idle)) {
                if (warm.function().equals(function)) {
                    idle.remove(warm);
                    return warm;
                }
            }
            return new FunctionRuntime(function, processes, spec, given);
        }
    }
}
