package io.vaultsnapshot.snapshot.store;

import java.time.Duration;

/**
 * How long to wait for S3.
 *
 * @param connect for a connection
 * @param silence for the next byte of an answer; nothing else ends a read from a silent connection
 * @param attempt for one request with its whole answer, which is at most a range of {@link ReadPolicy#STANDARD}
 * @param call for one request with the SDK's own retries
 */
public record S3Timeouts(Duration connect, Duration silence, Duration attempt, Duration call) {
    /** Within AWS, where a range takes less than a second. */
    public static final S3Timeouts STANDARD = new S3Timeouts(
            Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(90));
    /**
     * For documents of a few kilobytes and for listings within AWS, where each takes a tenth of a second. They are short because the verifier
     * keeps its results at the end of a run, when little time is left.
     */
    public static final S3Timeouts DOCUMENTS = new S3Timeouts(
            Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
    /** For one document that somebody waits for. Whatever happens, the function has time left to say it. */
    public static final S3Timeouts SOMEBODY_WAITS =
            new S3Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(12));
    /** From a workstation, where all ranges of {@link ReadPolicy#STANDARD} may share a slow line. */
    public static final S3Timeouts SLOW_LINE = new S3Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(15), Duration.ofMinutes(20));
}
