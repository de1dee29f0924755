package io.vaultsnapshot.e2e.lambda;

import com.sun.net.httpserver.HttpExchange;
import io.vaultsnapshot.sandbox.http.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The API from which a Lambda runtime gets its next event, and to which it reports.
 *
 * <p>Source: the Lambda developer guide, "Using the Lambda runtime API for custom runtimes", version 2018-06-01.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String INVOCATION = VERSION + "invocation/";
    private static final Pattern USER_AGENT = Pattern.compile("aws-lambda-java/[^0-9]*([0-9.]+)\\+");
    /** One request waits for the next event; a few others report. */
    private static final int AT_ONCE = 4;

    /** How an event ended: whether the runtime reported an error, and the body of its report. */
    record Outcome(boolean failed, String body) {}

    private record Pending(String id, String event, CompletableFuture<Outcome> outcome) {}

    private final String functionArn;
    private final Duration timeout;
    private final Duration clockAhead;
    private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Pending> running = new ConcurrentHashMap<>();
    private final LoopbackServer server = new LoopbackServer("runtime-api", AT_ONCE, this::handle);
    private volatile String javaVersion = "";

    RuntimeApi(String functionArn, Duration timeout, Duration clockAhead) {
        this.functionArn = functionArn;
        this.timeout = timeout;
        this.clockAhead = clockAhead;
    }

    /** Returns the value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.address().getAuthority();
    }

    /** Returns the version of the runtime's JVM, such as {@code 25.0.2}; empty before its first request. */
    String javaVersion() {
        return javaVersion;
    }

    /** Adds an event to those that wait for the runtime. */
    CompletableFuture<Outcome> offer(String event) {
        Pending pending = new Pending(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(pending);
        return pending.outcome();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(INVOCATION + "next")) {
            next(exchange);
            return;
        }
        String body = LoopbackServer.body(exchange);
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

    private void next(HttpExchange exchange) throws IOException {
        javaVersion = javaVersion(exchange.getRequestHeaders().getFirst("User-Agent"));
        Pending pending;
        try {
            pending = waiting.take();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return;
        }
        running.put(pending.id(), pending);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", pending.id());
        // By the function's own clock, with which it computes how much time is left.
        Instant deadline = Instant.now().plus(clockAhead).plus(timeout);
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline.toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        LoopbackServer.answer(exchange, 200, "application/json", pending.event());
    }

    /** Reads it from how the runtime client introduces itself, such as {@code aws-lambda-java/Temurin-25.0.2+10-2.9.0}. */
    private static String javaVersion(@Nullable String userAgent) {
        Matcher matcher = USER_AGENT.matcher(userAgent == null ? "" : userAgent);
        return matcher.lookingAt() ? matcher.group(1) : "";
    }

    private void ended(String idAndResult, String body) {
        int slash = idAndResult.indexOf('/');
        Pending pending = running.remove(idAndResult.substring(0, slash));
        if (pending != null) {
            pending.outcome().complete(new Outcome(idAndResult.endsWith("/error"), body));
        }
    }

    /** When a cold start fails, the event that caused it fails. */
    private void initFailed(String body) {
        Pending first = waiting.poll();
        if (first != null) {
            first.outcome().complete(new Outcome(true, body));
        }
    }
}
