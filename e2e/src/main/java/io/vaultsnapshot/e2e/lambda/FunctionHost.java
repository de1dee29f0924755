package io.vaultsnapshot.e2e.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.e2e.process.ChildProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where functions run: takes an event over HTTP, runs it in a warm runtime of the function that is idle, or in a new one,
 * as Lambda does, and remembers how it ended. A new version of code, layers or environment gets new runtimes.
 */
public final class FunctionHost implements AutoCloseable {
    /** How many events of all functions run at once; further ones wait. Two, like the processors this is meant for. */
    private static final int AT_ONCE = 2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcesses processes;
    private final RuntimeSpec spec;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final List<FunctionRuntime> idle = new ArrayList<>();
    private final List<Invocation> invocations = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, task -> {
        Thread thread = new Thread(task, "function-host");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /**
     * What every runtime of this host is made with.
     *
     * @param name of the host, with which its JVMs' logs begin
     * @param start the program that starts a function's JVM
     * @param runtimeClient folder with the runtime client's jars
     * @param clock the time that functions see
     */
    public record RuntimeSpec(String name, Path start, Path runtimeClient, FunctionClock clock) {}

    /** Starts the host on a free port. */
    public FunctionHost(ChildProcesses processes, RuntimeSpec spec) {
        this.processes = processes;
        this.spec = spec;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns where it takes events. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Gives every function that starts from now on these variables too, such as credentials and endpoints. */
    public void give(Map<String, String> variables) {
        synchronized (idle) {
            given.putAll(variables);
        }
    }

    /** Returns all runs that have ended, the oldest first. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /** Ends the JVMs of idle functions; the next event is a cold start. */
    public void cool() {
        synchronized (idle) {
            idle.forEach(FunctionRuntime::close);
            idle.clear();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        cool();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            FunctionDescription function = FunctionDescription.of(request.get("function"));
            Invocation ended = run(function, request.get("event").toString());
            invocations.add(ended);
            ObjectNode answer = JSON.createObjectNode()
                    .put("body", ended.answer())
                    .put("error", ended.failed())
                    .put("log", ended.log());
            byte[] body = JSON.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
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
