package io.vaultsnapshot.sandbox.waiting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void value_presentAtTheThirdLook_isReturned() {
        Iterator<Optional<String>> looks = List.of(
                        Optional.<String>empty(), Optional.<String>empty(), Optional.of("there"))
                .iterator();

        assertEquals("there", Waiting.value("it", LONG, looks::next));
    }

    @Test
    void until_deadlinePasses_saysWhatWasWaitedForAndSeen() {
        DeadlineExceededException failure = assertThrows(
                DeadlineExceededException.class,
                () -> Waiting.until("it", Duration.ZERO, () -> false, () -> "a state"));

        assertEquals("waited 0 s for it; seen: a state", failure.getMessage());
    }

    @Test
    void until_conditionThrows_meansNotYetAndIsTheCauseInTheEnd() {
        IllegalStateException refused = new IllegalStateException("refused");

        DeadlineExceededException failure = assertThrows(
                DeadlineExceededException.class,
                () -> Waiting.until("it", Duration.ZERO, () -> {
                    throw refused;
                }));

        assertSame(refused, failure.getCause());
    }

    @Test
    void until_conditionCanNoLongerHold_endsAtOnce() {
        WaitEndedException over = new WaitEndedException("the server ended");

        assertSame(
                over,
                assertThrows(
                        WaitEndedException.class,
                        () -> Waiting.until("it", LONG, () -> {
                            throw over;
                        })));
    }

    @Test
    void until_interrupted_endsAndKeepsTheInterrupt() {
        Thread.currentThread().interrupt();

        assertThrows(WaitEndedException.class, () -> Waiting.until("it", LONG, () -> false));

        assertTrue(Thread.interrupted());
    }

    @Test
    void until_conditionIsInterrupted_endsAndKeepsTheInterrupt() {
        assertThrows(
                WaitEndedException.class,
                () -> Waiting.until("it", LONG, () -> {
                    throw new InterruptedException();
                }));

        assertTrue(Thread.interrupted());
    }
}
