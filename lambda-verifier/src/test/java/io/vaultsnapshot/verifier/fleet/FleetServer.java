package io.vaultsnapshot.verifier.fleet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The APIs that the verifier calls, as far as it calls them, over a {@link FleetBucket}. Counts every request. */
final class FleetServer implements AutoCloseable {
    private static final String DIGEST = "x-amz-meta-page-digest";
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    final RequestCounts counts = new RequestCounts();
    private final Queue<RuntimeException> bugs = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> published = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<String> requested = new ConcurrentLinkedQueue<>();
    private final FleetBucket bucket;
    private final Duration latency;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private volatile String hanging = "";
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FleetServer(FleetBucket bucket, Duration latency) throws IOException {
        this.bucket = bucket;
        this.latency = latency;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Never answers a request for bytes of this object from now on, but still says that it is there. */
    void hangOn(String key) {
        hanging = key;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        RuntimeException bug = bugs.peek();
        if (bug != null) {
            throw bug;
        }
    }

    /** A bug here ends in a thread of the server, and the SDK tries again: close() throws it. */
    private void answer(HttpExchange exchange) throws IOException {
        try {
            serve(exchange);
        } catch (RuntimeException bug) {
            bugs.add(bug);
            throw bug;
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(latency.toNanos());
            String path = exchange.getRequestURI().getPath();
            String key = path.substring(Math.min(path.length(), SimulatedFleet.BUCKET.length() + 2));
            switch (exchange.getRequestMethod()) {
                case "POST" -> service(exchange, new String(body, UTF_8));
                case "PUT" -> put(exchange, key, body);
                case "HEAD" -> head(exchange, key);
                default -> {
                    if (key.isEmpty()) {
                        list(exchange);
                    } else {
                        get(exchange, key);
                    }
                }
            }
        }
    }

    /** SNS takes a form and answers XML; EventBridge takes and gives JSON; Lambda takes an event. */
    private void service(HttpExchange exchange, String body) throws IOException {
        if ("Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
            counts.add(RequestCounts.Kind.INVOKE);
            requested.add(body);
            send(exchange, 202, new byte[0]);
            return;
        }
        if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
            counts.add(RequestCounts.Kind.EVENTS);
            send(exchange, 200, "{\"FailedEntryCount\":0,\"Entries\":[]}".getBytes(UTF_8));
            return;
        }
        counts.add(RequestCounts.Kind.PUBLISH);
        published.add(form(body).getOrDefault("Subject", ""));
        send(
                exchange,
                200,
                "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>"
                        .getBytes(UTF_8));
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        counts.add(RequestCounts.Kind.PUT);
        Headers headers = exchange.getRequestHeaders();
        String ifMatch = headers.containsKey("If-None-Match") ? "*" : headers.getFirst("If-Match");
        byte[] document = headers.containsKey("x-amz-decoded-content-length") ? unchunked(body) : body;
        boolean written = bucket.write(key, document, ifMatch);
        digests.put(key, String.valueOf(headers.getFirst(DIGEST)));
        exchange.getResponseHeaders().set("ETag", FleetBucket.etag(document));
        send(exchange, written ? 200 : 412, new byte[0]);
    }

    /** The page is the one object that is looked at without reading it. */
    private void head(HttpExchange exchange, String key) throws IOException {
        counts.add(RequestCounts.Kind.HEAD);
        String digest = digests.get(key);
        if (digest == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        exchange.getResponseHeaders().set(DIGEST, digest);
        exchange.sendResponseHeaders(200, -1);
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        counts.add(RequestCounts.Kind.GET);
        byte[] bytes = bucket.read(key);
        if (bytes == null) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>none</Message></Error>".getBytes(UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("ETag", FleetBucket.etag(bytes));
        exchange.getResponseHeaders().set("x-amz-version-id", "v1");
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (!range.matches()) {
            send(exchange, 200, bytes);
            return;
        }
        if (key.equals(hanging) && !range.group(2).equals("0")) {
            awaitClosing();
            return;
        }
        int first = Integer.parseInt(range.group(1));
        int last = Math.min(Integer.parseInt(range.group(2)), bytes.length - 1);
        exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
        send(exchange, 206, Arrays.copyOfRange(bytes, first, last + 1));
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        String parameters = exchange.getRequestURI().getRawQuery();
        boolean versions = List.of(parameters.split("&", -1)).contains("versions");
        counts.add(versions ? RequestCounts.Kind.VERSIONS : RequestCounts.Kind.LIST);
        Map<String, String> query = form(parameters);
        String after = query.getOrDefault("continuation-token", query.getOrDefault("start-after", ""));
        List<String> found = bucket.list(query.getOrDefault("prefix", ""), query.getOrDefault("key-marker", after));
        List<String> keys = found.subList(0, Math.min(found.size(), FleetBucket.PAGE));
        boolean truncated = found.size() > keys.size();
        StringBuilder xml = new StringBuilder("<IsTruncated>" + truncated + "</IsTruncated>");
        if (truncated) {
            String last = keys.get(keys.size() - 1);
            xml.append(element("NextContinuationToken", last)).append(element("NextKeyMarker", last));
        }
        keys.forEach(key -> xml.append(entry(key, versions)));
        String name = versions ? "ListVersionsResult" : "ListBucketResult";
        send(exchange, 200, element(name, xml.toString()).getBytes(UTF_8));
    }

    private String entry(String key, boolean versions) {
        byte[] bytes = bucket.read(key);
        String fields = element("Key", key)
                + element("LastModified", "2026-11-23T02:05:00.000Z")
                + element("ETag", etagOf(bytes))
                + element("Size", String.valueOf(bytes == null ? 0 : bytes.length));
        return versions
                ? element("Version", fields + element("VersionId", "v1") + element("IsLatest", "true"))
                : element("Contents", fields);
    }

    private static String element(String name, String content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    /** Over plain HTTP the SDK signs a body chunk by chunk, each behind a line with its length in hexadecimal. */
    private static byte[] unchunked(byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        String text = new String(body, ISO_8859_1);
        int at = 0;
        for (int length = -1; length != 0; at += length + 2) {
            length = Integer.parseInt(text.substring(at, text.indexOf(';', at)), 16);
            at = text.indexOf("\r\n", at) + 2;
            whole.write(body, at, length);
        }
        return whole.toByteArray();
    }

    private static String etagOf(byte @Nullable [] bytes) {
        return bytes == null ? "" : FleetBucket.etag(bytes);
    }

    private static Map<String, String> form(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        URLDecoder.decode(field.substring(0, equals), UTF_8),
                        URLDecoder.decode(field.substring(equals + 1), UTF_8));
            }
        }
        return fields;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
