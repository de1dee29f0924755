package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Reads again what failed, within a budget.
 *
 * <p>The SDK retries on its own, but it counts a request as done when the answer's headers are there: what happens to
 * the body is ours.
 */
final class Retry {
    private final ReadPolicy policy;

    Retry(ReadPolicy policy) {
        this.policy = policy;
    }

    /** Something that is read, and that fails with an {@link SdkException}. */
    @FunctionalInterface
    interface Reading<T> {
        T read();
    }

    /**
     * Returns what the first attempt that succeeds returns.
     *
     * @throws SdkException the last attempt's, or the first one that no further attempt can mend
     */
    <T> T read(Reading<T> reading) {
        for (int attempt = 1; ; attempt++) {
            try {
                return reading.read();
            } catch (SdkException failure) {
                if (attempt >= policy.attempts() || failure instanceof AbortedException || S3Failure.isGone(failure)) {
                    throw failure;
                }
            }
            pauseAfter(attempt);
        }
    }

    private void pauseAfter(int attempt) {
        try {
            // There is no condition to wait for: a store in trouble gets time to recover.
            Thread.sleep(policy.pauseAfter(attempt).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("stopped while waiting for the next attempt", stopped);
        }
    }
}
