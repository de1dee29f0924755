package io.vaultsnapshot.verifier.widget;

import io.vaultsnapshot.report.page.FleetWidget;
import io.vaultsnapshot.report.reading.FleetIndexReader;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.PrintStream;
import java.time.Clock;

/**
 * What the widget's function answers. Who sees the dashboard chooses the event, so nothing of it is used but whether it asks for the
 * documentation.
 *
 * <p>Source: the Amazon CloudWatch User Guide, "Details about custom widgets"; for {@code describe}, AWS's samples.
 */
public final class FleetDrawing {
    /** CloudWatch asks for the documentation with this field, and for a drawing without it. */
    static final String DESCRIBE = "describe";

    private final DocumentStore documents;
    private final Clock clock;
    private final PrintStream log;

    /** Creates the drawing of the fleet whose documents are given. */
    public FleetDrawing(DocumentStore documents, Clock clock, PrintStream log) {
        this.documents = documents;
        this.clock = clock;
        this.log = log;
    }

    /** Returns HTML, or Markdown for an event that asks for the documentation. What goes wrong is said in it. */
    public String answer(byte[] event) {
        if (asksForDocumentation(event)) {
            return FleetWidget.DOCUMENTATION;
        }
        try {
            return FleetWidget.of(FleetIndexReader.read(documents), clock.instant());
        } catch (StoreUnavailableException | RuntimeException failure) {
            log.println("not drawn: " + failure);
            return FleetWidget.failure(String.valueOf(failure.getMessage()));
        }
    }

    private static boolean asksForDocumentation(byte[] event) {
        try {
            return Json.read(event).containsKey(DESCRIBE);
        } catch (MalformedJsonException notOfCloudWatch) {
            return false;
        }
    }
}
