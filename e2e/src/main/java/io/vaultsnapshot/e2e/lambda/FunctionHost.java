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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where functions run: takes an event over HTTP, runs it in the function's warm runtime, and remembers how it ended. A new
 * version of code, layers or environment gets a new runtime, as after a deployment.
 */
public final class FunctionHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcesses processes;
    private final Path start;
    private final Path runtimeClient;
    private final Map<String, String> given = new LinkedHashMap<>();
    private final Map<FunctionDescription, FunctionRuntime> runtimes = new LinkedHashMap<>();
    private final List<Invocation> invocations = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "function-host");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /**
     * Starts the host on a free port.
     *
     * @param start the program that starts a function's JVM
     * @param runtimeClient folder with the runtime client's jars
     */
    public FunctionHost(ChildProcesses processes, Path start, Path runtimeClient) {
        this.processes = processes;
        this.start = start;
        this.runtimeClient = runtimeClient;
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

    /** Gives every function that starts from now on these variables too: credentials, endpoints, a clock. */
    public synchronized void give(Map<String, String> variables) {
        given.putAll(variables);
    }

    /** Returns all runs that have ended, the oldest first. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /** Ends the functions' JVMs; the next event is a cold start. */
    public synchronized void cool() {
        runtimes.values().forEach(FunctionRuntime::close);
        runtimes.clear();
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
            Invocation ended = runtime(function).run(request.get("event").toString());
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

    private synchronized FunctionRuntime runtime(FunctionDescription function) {
        FunctionRuntime warm = runtimes.get(function);
        if (warm == null || !warm.isAlive()) {
            warm = new FunctionRuntime(function, processes, start, runtimeClient, given);
            runtimes.put(function, warm);
        }
        return warm;
    }
}
