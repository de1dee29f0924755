package io.vaultsnapshot.e2e.net;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Request line and headers of an HTTP/1.1 request.
 *
 * @param lines without their ends; the first is the request line
 */
public record RequestHead(List<String> lines) {
    private static final int LONGEST = 64 * 1024;
    private static final String END = "\r\n\r\n";
    /** In it a load balancer that ends TLS says how a request came. */
    private static final String PROTOCOL = "X-Forwarded-Proto";

    /** Copies the lines. */
    public RequestHead {
        lines = List.copyOf(lines);
    }

    static RequestHead read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            int next = in.read();
            if (next < 0 || head.size() == LONGEST) {
                throw new EOFException("no whole request head");
            }
            head.write(next);
        }
        return new RequestHead(
                head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList());
    }

    /** Returns the method, such as PUT. */
    public String method() {
        return lines.get(0).split(" ", 3)[0];
    }

    /** Returns the path, query included. */
    public String path() {
        return lines.get(0).split(" ", 3)[1];
    }

    /**
     * Returns the bytes to pass on, for one request per connection, so that each request is seen.
     *
     * @param overTls whether the request came over TLS, which the server behind is told in a header
     */
    byte[] onlyOne(boolean endOfAnswerIsEndOfConnection, boolean overTls) {
        StringBuilder text = new StringBuilder();
        String first = lines.get(0);
        // Version 1.0 has no chunks: the answer ends where the connection ends.
        text.append(endOfAnswerIsEndOfConnection ? first.replace("HTTP/1.1", "HTTP/1.0") : first)
                .append("\r\n");
        for (String header : lines.subList(1, lines.size())) {
            if (!isOf("Connection", header) && !isOf(PROTOCOL, header)) {
                text.append(header).append("\r\n");
            }
        }
        text.append(PROTOCOL).append(overTls ? ": https" : ": http").append("\r\n");
        return text.append("Connection: close\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isOf(String name, String header) {
        return header.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }
}
