package io.vaultsnapshot.verifier.widget;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.report.page.FleetWidget;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What CloudWatch gets for what it sends, and what others get for what they send. */
class FleetDrawingTest {
    private static final String OF_CLOUDWATCH = """
            {"widgetContext": {"dashboardName": "vault-snapshot", "widgetId": "widget-1", "accountId": "111122223333",
              "locale": "en", "timezone": {"label": "UTC", "offsetISO": "+00:00", "offsetInMinutes": 0}, "period": 300,
              "isAutoPeriod": true, "timeRange": {"mode": "relative", "start": 1627236199729, "end": 1627322599729,
              "relativeStart": 86400012}, "theme": "dark", "linkCharts": true, "title": "Clusters", "forms": {"all": {}},
              "params": {}, "width": 588, "height": 369}}
            """;

    private final VerifierWorld world = new VerifierWorld();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @Test
    void answer_eventOfCloudWatch_isTheFleetAsOfTheLastSweep() {
        world.arrive("demo", "2026-11-23T02:05:00Z", Fixtures.whole());
        world.clock.moveTo("2026-11-24T02:55:00Z");
        world.sweep();

        String drawn = answer(world.documents, OF_CLOUDWATCH);

        assertTrue(drawn.contains("demo") && drawn.contains("a snapshot is overdue, due 2026-11-24 02:00 UTC"), drawn);
        assertEquals("", log.toString(UTF_8));
    }

    @Test
    void answer_describe_isTheDocumentation() {
        assertEquals(FleetWidget.DOCUMENTATION, answer(new InMemoryDocumentStore(), "{\"describe\": true}"));
    }

    /** Who may look at the dashboard may send anything. None of it makes the function do something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"detail-type\": \"Scheduled Event\"}",
                "{\"detail-type\": \"Alert Path Self-Test\"}",
                "{\"widgetContext\": {\"params\": {\"key\": \"records/demo/x.json\"}}, \"bucket\": \"other\"}"
            })
    void answer_anyOtherEvent_isTheSameFleet(String event) {
        world.sweep();
        int before = world.alerts.published().size();

        assertEquals(answer(world.documents, OF_CLOUDWATCH), answer(world.documents, event));
        assertEquals(before, world.alerts.published().size());
    }

    @Test
    void answer_noSweepHasEnded_saysSo() {
        String drawn = answer(new InMemoryDocumentStore(), OF_CLOUDWATCH);

        assertTrue(drawn.contains("The clusters cannot be shown."), drawn);
        assertTrue(drawn.contains("no sweep of the verifier has ended"), drawn);
        assertTrue(log.toString(UTF_8).startsWith("not drawn: "), log.toString(UTF_8));
    }

    /** What is in the bucket may be hostile: what of it is not as it must be is named and not shown. */
    @Test
    void answer_hostileIndex_isWordsOnly() throws Exception {
        InMemoryDocumentStore documents = new InMemoryDocumentStore();
        world.sweep();
        Map<String, Object> index = world.document(StatusKey.FLEET_INDEX);
        Map<?, ?> clusters = (Map<?, ?>) index.get("clusters");
        index.put("clusters", Map.of("<img src=x onerror=alert(1)>", clusters.get("demo")));
        documents.overwrite(StatusKey.FLEET_INDEX, index);

        String drawn = answer(documents, OF_CLOUDWATCH);

        assertTrue(drawn.contains("cannot be read"), drawn);
        assertFalse(drawn.contains("<img"), drawn);
    }

    private String answer(DocumentStore documents, String event) {
        return new FleetDrawing(documents, world.clock, new PrintStream(log, true, UTF_8))
                .answer(event.getBytes(UTF_8));
    }
}
