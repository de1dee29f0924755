package io.vaultsnapshot.e2e.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for conditions, never for time. Each wait has a deadline and says what it waited for. */
public final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /**
     * Waits until the condition holds. One that throws does not hold yet; its last exception is the cause of the failure.
     *
     * @param what ends the sentence "waited 30 s for …"
     * @throws AssertionError when the deadline passes first
     */
    public static void until(String what, Duration longest, Callable<Boolean> condition) {
        value(what, longest, () -> condition.call() ? Optional.of(true) : Optional.empty(), () -> "");
    }

    /** As {@link #until(String, Duration, Callable)}, with more to say when the deadline passes, such as the state seen. */
    public static void until(String what, Duration longest, Callable<Boolean> condition, Supplier<String> seen) {
        value(what, longest, () -> condition.call() ? Optional.of(true) : Optional.empty(), seen);
    }

    /**
     * Waits until there is a value and returns it.
     *
     * @throws AssertionError when the deadline passes first
     */
    public static <T> T value(String what, Duration longest, Callable<Optional<T>> source) {
        return value(what, longest, source, () -> "");
    }

    private static <T> T value(String what, Duration longest, Callable<Optional<T>> source, Supplier<String> seen) {
        long end = System.nanoTime() + longest.toNanos();
        Exception last = null;
        while (true) {
            try {
                Optional<T> value = source.call();
                if (value.isPresent()) {
                    return value.get();
                }
                last = null;
            } catch (ProcessFailedException ended) {
                throw ended;
            } catch (Exception notYet) {
                last = notYet;
            }
            if (System.nanoTime() - end >= 0) {
                throw new AssertionError("waited " + longest.toSeconds() + " s for " + what + suffix(seen.get()), last);
            }
            pause(what, last);
        }
    }

    private static String suffix(String seen) {
        return seen.isEmpty() ? "" : "; seen: " + seen;
    }

    private static void pause(String what, @Nullable Exception last) {
        try {
            // Between two looks at the condition; nothing tells when it changes.
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("was interrupted while waiting for " + what, last);
        }
    }
}
