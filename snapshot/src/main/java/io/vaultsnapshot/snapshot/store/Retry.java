package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats a failed read, up to the attempts of a policy.
 *
 * <p>The SDK repeats requests too, but for it a request is done when the answer's headers are there. A failure while the
 * body is read is repeated here.
 */
final class Retry {
    private final ReadPolicy policy;

    Retry(ReadPolicy policy) {
        this.policy = policy;
    }

    /** A read that may fail with an {@link SdkException}. */
    @FunctionalInterface
    interface Reading<T> {
        T read();
    }

    /**
     * Returns the result of the first attempt that succeeds.
     *
     * @throws SdkException that of the last attempt, or the first one for which another attempt is of no use
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
            // There is no condition to wait for. The pause gives the store time to recover.
            Thread.sleep(policy.pauseAfter(attempt).toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("stopped while waiting for the next attempt", stopped);
        }
    }
}
