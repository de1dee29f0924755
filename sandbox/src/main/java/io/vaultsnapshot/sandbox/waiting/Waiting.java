package io.vaultsnapshot.sandbox.waiting;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for conditions, never for time. Each wait has a deadline and says what it waited for. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Waits until the condition holds. A condition that throws does not hold yet. Its last exception is the cause of the
     * failure. The one exception is {@link WaitEndedException}, which ends the wait.
     *
     * @param what ends the sentence "waited 30 s for …"
     * @throws DeadlineExceededException when the deadline passes first
     */
    public static void until(String what, Duration longest, Callable<Boolean> condition) {
        until(what, longest, condition, () -> "");
    }

    /**
     * As {@link #until(String, Duration, Callable)}.
     *
     * @param seen says more when the deadline passes, such as the state that was seen; empty for nothing
     */
    public static void until(String what, Duration longest, Callable<Boolean> condition, Supplier<String> seen) {
        value(what, longest, () -> condition.call() ? Optional.of(true) : Optional.empty(), seen);
    }

    /**
     * Waits until there is a value and returns it.
     *
     * @throws DeadlineExceededException when the deadline passes first
     */
    public static <T> T value(String what, Duration longest, Callable<Optional<T>> source) {
        return value(what, longest, source, () -> "");
    }

    private static <T> T value(String what, Duration longest, Callable<Optional<T>> source, Supplier<String> seen) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            Exception failure = null;
            try {
                Optional<T> value = source.call();
                if (value.isPresent()) {
                    return value.get();
                }
            } catch (WaitEndedException ended) {
                throw ended;
            } catch (InterruptedException stopped) {
                throw interrupted(what, stopped);
            } catch (Exception notYet) {
                failure = notYet;
            }
            if (System.nanoTime() - end >= 0) {
                throw new DeadlineExceededException(sentence(what, longest, seen.get()), failure);
            }
            pause(what);
        }
    }

    private static String sentence(String what, Duration longest, String seen) {
        return "waited " + longest.toSeconds() + " s for " + what + (seen.isEmpty() ? "" : "; seen: " + seen);
    }

    private static void pause(String what) {
        try {
            // Between two looks at the condition. Nothing tells when it changes.
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            throw interrupted(what, stopped);
        }
    }

    private static WaitEndedException interrupted(String what, InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new WaitEndedException("was interrupted while waiting for " + what, stopped);
    }
}
