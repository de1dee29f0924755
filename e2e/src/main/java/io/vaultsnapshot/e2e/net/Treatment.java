package io.vaultsnapshot.e2e.net;

import java.net.URI;

/**
 * What a {@link Relay} does with one request.
 *
 * @param target where it goes
 * @param requestBytes after how many bytes of its body the connection is cut, or {@link #ALL}
 * @param responseBytes after how many bytes of the answer the answer ends, cleanly, or {@link #ALL}
 * @param bytesPerSecond how fast bodies pass, or {@link #ALL}
 * @param answer the whole answer, status line first; then the request is not passed on; else empty
 * @param withheld how many bytes at the end of the answer are not passed on
 * @param event what happens once so many bytes of the answer have passed
 */
public record Treatment(
        URI target,
        long requestBytes,
        long responseBytes,
        long bytesPerSecond,
        String answer,
        int withheld,
        Event event) {
    /** No limit. */
    public static final long ALL = Long.MAX_VALUE;

    private static final Event NEVER = new Event(ALL, () -> {});

    /** Something that happens in the middle of an answer. */
    public record Event(long afterBytes, Runnable action) {}

    /** Passes the request on. */
    public static Treatment forward(URI target) {
        return new Treatment(target, ALL, ALL, ALL, "", 0, NEVER);
    }

    /** Passes the request on and cuts the connection in the middle of its body. */
    public static Treatment cutUploadAfter(URI target, long bytes) {
        return new Treatment(target, bytes, ALL, ALL, "", 0, NEVER);
    }

    /** Passes the request on and ends the answer early but cleanly, as a server that is stopped does. */
    public static Treatment endAnswerAfter(URI target, long bytes) {
        return new Treatment(target, ALL, bytes, ALL, "", 0, NEVER);
    }

    /** Passes the request on and ends the answer cleanly, so many bytes too early. */
    public static Treatment withholdEndOfAnswer(URI target, int bytes) {
        return new Treatment(target, ALL, ALL, ALL, "", bytes, NEVER);
    }

    /** Returns whether the answer may end early. Then its length must not be announced. */
    boolean shortensAnswer() {
        return responseBytes != ALL || withheld > 0;
    }

    /** Passes the request on slowly. */
    public static Treatment slow(URI target, long bytesPerSecond) {
        return new Treatment(target, ALL, ALL, bytesPerSecond, "", 0, NEVER);
    }

    /** Answers 503 and does not pass the request on. */
    public static Treatment unavailable(URI target) {
        return answer(target, "503 Service Unavailable", "");
    }

    /** Sends the client to the target, and does not pass the request on. */
    public static Treatment redirect(URI target, String path) {
        String head = "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + target.resolve(path)
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        return new Treatment(target, ALL, ALL, ALL, head, 0, NEVER);
    }

    /** Answers with a JSON document or an empty body, and does not pass the request on. */
    public static Treatment answer(URI target, String status, String json) {
        String answer = "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length()
                + "\r\nConnection: close\r\n\r\n" + json;
        return new Treatment(target, ALL, ALL, ALL, answer, 0, NEVER);
    }

    /** Returns this treatment with something that happens once so many bytes of the answer have passed. */
    public Treatment onceBytesPassed(long bytes, Runnable action) {
        return new Treatment(
                target, requestBytes, responseBytes, bytesPerSecond, answer, withheld, new Event(bytes, action));
    }
}
