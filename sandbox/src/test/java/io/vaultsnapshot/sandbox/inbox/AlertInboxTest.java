package io.vaultsnapshot.sandbox.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vaultsnapshot.sandbox.waiting.DeadlineExceededException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class AlertInboxTest {
    private static final ReceivedAlert ALPHA = alert("alpha");
    private static final ReceivedAlert BETA = alert("beta");
    private static final ReceivedAlert BOTH = alert("[\"alpha\", \"beta\"]");

    private final Queue<List<ReceivedAlert>> deliveries = new ArrayDeque<>();
    private final AlertInbox inbox = new AlertInbox(() -> deliveries.isEmpty() ? List.of() : deliveries.remove());

    @Test
    void of_cluster_returnsAllThatAreAboutIt() {
        deliveries.add(List.of(ALPHA, BETA));
        deliveries.add(List.of(BOTH));

        assertEquals(List.of(ALPHA), inbox.of("alpha"));
        assertEquals(List.of(ALPHA, BOTH), inbox.of("alpha"));
        assertEquals(List.of(), inbox.of("alp"));
    }

    @Test
    void unread_calledTwice_returnsEachAlertOnce() {
        deliveries.add(List.of(ALPHA));
        deliveries.add(List.of(BETA, BOTH));

        assertEquals(List.of(ALPHA), inbox.unread());
        assertEquals(List.of(BETA, BOTH), inbox.unread());
        assertEquals(List.of(), inbox.unread());
    }

    @Test
    void await_alertWithTheAttributes_isReturnedWhenItArrives() {
        deliveries.add(List.of());
        deliveries.add(List.of(BETA));
        deliveries.add(List.of(ALPHA));

        assertEquals(ALPHA, inbox.await("alpha", Map.of("kind", "problem"), Duration.ofSeconds(20)));
        assertThrows(
                DeadlineExceededException.class, () -> inbox.await("alpha", Map.of("kind", "recovery"), Duration.ZERO));
    }

    private static ReceivedAlert alert(String cluster) {
        return new ReceivedAlert("subject", "body", Map.of("cluster", cluster, "kind", "problem"));
    }
}
