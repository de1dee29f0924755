package io.vaultsnapshot.e2e.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The API that a Lambda runtime polls for its next event and reports to.
 *
 * <p>Source: the Lambda developer guide, "Using the Lambda runtime API for custom runtimes", version 2018-06-01.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String INVOCATION = VERSION + "invocation/";

    /** How an event ended: the body that the runtime reported, and whether it reported an error. */
    record Outcome(boolean failed, String body) {}

    private record Pending(String id, String event, CompletableFuture<Outcome> outcome) {}

    private final String functionArn;
    private final Duration timeout;
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Pending> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "runtime-api");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    RuntimeApi(String functionArn, Duration timeout) {
        this.functionArn = functionArn;
        this.timeout = timeout;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Gives the runtime an event, behind those that wait already. */
    CompletableFuture<Outcome> offer(String event) {
        Pending pending = new Pending(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(pending);
        return pending.outcome();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals(VERSION + "init/error")) {
                initFailed(body);
            } else if (path.startsWith(INVOCATION)) {
                ended(path.substring(INVOCATION.length()), body);
            } else {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void next(HttpExchange exchange) throws IOException {
        Pending pending;
        try {
            pending = waiting.take();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        running.put(pending.id(), pending);
        byte[] event = pending.event().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + timeout.toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void ended(String idAndResult, String body) {
        int slash = idAndResult.indexOf('/');
        Pending pending = running.remove(idAndResult.substring(0, slash));
        if (pending != null) {
            pending.outcome().complete(new Outcome(idAndResult.endsWith("/error"), body));
        }
    }

    /** A cold start that fails fails the event that asked for it. */
    private void initFailed(String body) {
        Pending first = waiting.poll();
        if (first != null) {
            first.outcome().complete(new Outcome(true, body));
        }
    }
}
