package io.vaultsnapshot.verifier.widget;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.ReadPolicy;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3Timeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * The entry point of the widget's function, which is not the verifier's: who looks at a dashboard must be allowed to start what draws
 * it, and must not be able to send events to the verifier. The answer is one JSON string.
 */
public final class DrawFleetHandler implements RequestStreamHandler {
    /** The SDK repeats requests for as long as somebody waits. */
    private static final ReadPolicy ONCE = new ReadPolicy(1, 1, 1, Duration.ZERO);

    private final FleetDrawing drawing;

    /** Creates the handler as Lambda does. */
    public DrawFleetHandler() {
        String bucket = String.valueOf(System.getenv(VerifierEnv.SNAPSHOT_BUCKET.name()));
        this.drawing = new FleetDrawing(
                new S3DocumentStore(S3Clients.create(S3Timeouts.SOMEBODY_WAITS), bucket, ONCE),
                Clock.systemUTC(),
                System.out);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        response.write(Json.write(drawing.answer(event.readAllBytes())).getBytes(StandardCharsets.UTF_8));
    }
}
