package io.vaultsnapshot.snapshot.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A correct answer to a ranged request, and wrong variants of it. */
final class RangeAnswer {
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final String contentRange;
    private final byte[] body;
    private final String etag;

    private RangeAnswer(String contentRange, byte[] body, String etag) {
        this.contentRange = contentRange;
        this.body = body;
        this.etag = etag;
    }

    static RangeAnswer of(byte[] content, String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a range: " + range);
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = Math.min(Integer.parseInt(matcher.group(2)), content.length - 1);
        return new RangeAnswer(
                "bytes " + first + "-" + last + "/" + content.length,
                Arrays.copyOfRange(content, first, last + 1),
                FaultyServer.ETAG);
    }

    RangeAnswer withContentRange(String other) {
        return new RangeAnswer(other, body, etag);
    }

    RangeAnswer withEtag(String other) {
        return new RangeAnswer(contentRange, body, other);
    }

    RangeAnswer shorterBy(int bytes) {
        return new RangeAnswer(contentRange, Arrays.copyOf(body, body.length - bytes), etag);
    }

    RangeAnswer longerBy(int bytes) {
        return new RangeAnswer(contentRange, Arrays.copyOf(body, body.length + bytes), etag);
    }

    void send(HttpExchange exchange) throws IOException {
        sendFirst(exchange, body.length);
    }

    /** Announces the whole body and sends its beginning. */
    void sendFirst(HttpExchange exchange, int bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", contentRange);
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.sendResponseHeaders(206, body.length);
        sendMore(exchange, 0, bytes);
    }

    void sendMore(HttpExchange exchange, int from, int bytes) throws IOException {
        exchange.getResponseBody().write(body, from, bytes);
        exchange.getResponseBody().flush();
    }
}
