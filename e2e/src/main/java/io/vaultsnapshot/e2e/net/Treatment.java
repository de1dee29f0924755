package io.vaultsnapshot.e2e.net;

import java.net.URI;

/**
 * What a {@link Relay} does with one request.
 *
 * @param target where it goes
 * @param requestBytes after how many bytes of its body the connection is cut, or {@link #ALL}
 * @param responseBytes after how many bytes of the answer the answer ends, cleanly, or {@link #ALL}
 * @param bytesPerSecond how fast bodies pass, or {@link #ALL}
 * @param answer status line and headers to answer with instead of passing the request on, or empty
 */
public record Treatment(URI target, long requestBytes, long responseBytes, long bytesPerSecond, String answer) {
    /** No limit. */
    public static final long ALL = Long.MAX_VALUE;

    /** Passes the request on. */
    public static Treatment forward(URI target) {
        return new Treatment(target, ALL, ALL, ALL, "");
    }

    /** Passes the request on and cuts the connection in the middle of its body. */
    public static Treatment cutUploadAfter(URI target, long bytes) {
        return new Treatment(target, bytes, ALL, ALL, "");
    }

    /** Passes the request on and ends the answer early, as a server does that was stopped in good order. */
    public static Treatment endAnswerAfter(URI target, long bytes) {
        return new Treatment(target, ALL, bytes, ALL, "");
    }

    /** Passes the request on slowly. */
    public static Treatment slow(URI target, long bytesPerSecond) {
        return new Treatment(target, ALL, ALL, bytesPerSecond, "");
    }

    /** Answers 503 and does not pass the request on. */
    public static Treatment unavailable(URI target) {
        return new Treatment(
                target,
                ALL,
                ALL,
                ALL,
                "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
