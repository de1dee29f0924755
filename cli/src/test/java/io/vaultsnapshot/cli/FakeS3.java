package io.vaultsnapshot.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of S3's API as the tool uses, for one versioned bucket in memory: read with ranges, conditional write, list keys,
 * list versions. While it is open, the SDK finds it through system properties.
 */
final class FakeS3 implements AutoCloseable {
    static final String BUCKET = "backups";

    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");
    private static final Map<String, String> SDK =
            Map.of("aws.region", "eu-north-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "not-a-secret");

    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    private final Map<String, byte[]> others = new HashMap<>();
    private final HttpServer server;
    private int requests;

    FakeS3() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        System.setProperty("aws.endpointUrlS3", endpoint);
        // STS is not served: who acknowledges is then the local user.
        System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:1");
        SDK.forEach(System::setProperty);
    }

    /** Returns the address of an object for the command line. */
    static String uri(String key) {
        return "s3://" + BUCKET + "/" + key;
    }

    synchronized void put(String key, byte[] bytes) {
        objects.put(key, bytes.clone());
    }

    /** Puts another version beside the one that readers of the key get. */
    synchronized void putVersion(String key, String version, byte[] bytes) {
        others.put(key + "?" + version, bytes.clone());
    }

    synchronized void putJson(String key, Map<String, ?> document) {
        put(key, Json.write(document).getBytes(StandardCharsets.UTF_8));
    }

    synchronized void remove(String key) {
        objects.remove(key);
    }

    synchronized Map<String, Object> json(String key) throws IOException {
        return Json.read(objects.get(key));
    }

    /** How many requests were answered. */
    synchronized int requests() {
        return requests;
    }

    synchronized boolean has(String key) {
        return objects.containsKey(key);
    }

    /** Every object has one version, and its name does not change. */
    static String version(String key) {
        return "v" + Integer.toHexString(key.hashCode());
    }

    @Override
    public void close() {
        server.stop(0);
        System.clearProperty("aws.endpointUrlS3");
        System.clearProperty("aws.endpointUrlSts");
        SDK.keySet().forEach(System::clearProperty);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        requests++;
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String key = path.substring(Math.min(path.length(), BUCKET.length() + 2));
            if (key.isEmpty()) {
                list(exchange);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                write(exchange, key);
            } else {
                read(exchange, key);
            }
        }
    }

    private void read(HttpExchange exchange, String key) throws IOException {
        String asked = query(exchange).getOrDefault("versionId", version(key));
        byte[] bytes = others.getOrDefault(key + "?" + asked, objects.get(key));
        if (bytes == null) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>");
            return;
        }
        exchange.getResponseHeaders().set("ETag", etag(bytes));
        exchange.getResponseHeaders().set("x-amz-version-id", asked);
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(bytes.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = (int) Math.min(Long.parseLong(range.group(2)), bytes.length - 1L);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
            send(exchange, 206, Arrays.copyOfRange(bytes, first, last + 1));
        } else {
            send(exchange, 200, bytes);
        }
    }

    private void write(HttpExchange exchange, String key) throws IOException {
        byte[] sent = exchange.getRequestBody().readAllBytes();
        boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
        byte[] body = chunked ? withoutChunks(sent) : sent;
        byte[] there = objects.get(key);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        boolean onlyNew = exchange.getRequestHeaders().containsKey("If-None-Match");
        if ((onlyNew && there != null) || (match != null && (there == null || !match.equals(etag(there))))) {
            send(exchange, 412, "<Error><Code>PreconditionFailed</Code><Message>changed</Message></Error>");
            return;
        }
        objects.put(key, body);
        exchange.getResponseHeaders().set("ETag", etag(body));
        exchange.sendResponseHeaders(200, -1);
    }

    /** Returns what was sent in the SDK's own chunks: a hexadecimal length, a line end, so many bytes, a line end. */
    private static byte[] withoutChunks(byte[] sent) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (sent[end] != '\r') {
                end++;
            }
            String head = new String(sent, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.split(";", 2)[0], 16);
            if (length == 0) {
                return body.toByteArray();
            }
            body.write(sent, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("start-after", "");
        boolean versions = query.containsKey("versions");
        StringBuilder entries = new StringBuilder();
        objects.tailMap(prefix, true).forEach((key, bytes) -> {
            if (key.startsWith(prefix) && key.compareTo(after) > 0) {
                entries.append(entry(key, bytes, versions));
            }
        });
        String name = versions ? "ListVersionsResult" : "ListBucketResult";
        send(exchange, 200, "<" + name + "><IsTruncated>false</IsTruncated>" + entries + "</" + name + ">");
    }

    private static String entry(String key, byte[] bytes, boolean versions) {
        String fields = "<Key>" + key + "</Key><Size>" + bytes.length + "</Size><ETag>" + etag(bytes) + "</ETag>"
                + "<LastModified>2026-11-23T02:00:00.000Z</LastModified>";
        return versions
                ? "<Version>" + fields + "<VersionId>" + version(key)
                        + "</VersionId><IsLatest>true</IsLatest></Version>"
                : "<Contents>" + fields + "</Contents>";
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        for (String pair :
                String.valueOf(exchange.getRequestURI().getRawQuery()).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String etag(byte[] bytes) {
        return "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
