package io.vaultsnapshot.demo;

import com.amazonaws.services.lambda.runtime.Context;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.sandbox.bucket.SnapshotBucket;
import io.vaultsnapshot.sandbox.process.Workspace;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.verifier.handler.VerifySnapshotsHandler;
import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** The real verifier function, invoked with the events that EventBridge would deliver. */
final class LocalVerifier {
    /** Of what Lambda tells about an invocation the function uses the time that is left. All else fails and says what. */
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getRemainingTimeInMillis")) {
                    return Math.toIntExact(VerifierFunction.TIMEOUT.toMillis());
                }
                throw new UnsupportedOperationException("the demo does not provide " + method.getName());
            });

    private final SnapshotSettings settings;
    private final Clock clock;
    private final VerifySnapshotsHandler handler;

    /**
     * Starts the function.
     *
     * @param clock what the function takes for the time
     */
    LocalVerifier(SnapshotSettings settings, String topicArn, Clock clock, Workspace workspace) {
        this.settings = settings;
        this.clock = clock;
        Path file = workspace.write(VerifierFunction.SETTINGS_PATH_IN_LAYER, Json.write(SettingsBlock.of(settings)));
        Map<String, String> environment = Map.of(
                VerifierEnv.SETTINGS_FILE.name(), file.toString(),
                VerifierEnv.SNAPSHOT_BUCKET.name(), settings.bucket(),
                VerifierEnv.ALERT_TOPIC_ARN.name(), topicArn);
        try {
            Path log = workspace.processes().logs().resolve("verifier.log");
            PrintStream out = new PrintStream(new FileOutputStream(log.toFile(), true), true, StandardCharsets.UTF_8);
            this.handler = new VerifySnapshotsHandler(environment::get, clock, out);
        } catch (IOException unwritable) {
            throw new DemoException("cannot write the verifier's log", unwritable);
        }
    }

    /** Tells the function that a snapshot arrived. */
    void arrived(SnapshotBucket.Stored snapshot) {
        Map<String, Object> object =
                Map.of("key", snapshot.key().format(), "size", snapshot.size(), "version-id", snapshot.versionId());
        Map<String, Object> detail = Map.of("bucket", Map.of("name", settings.bucket()), "object", object);
        deliver("aws.s3", VerifierFunction.OBJECT_CREATED_DETAIL_TYPE, detail);
    }

    /** Tells the function that it is time to look for missing snapshots. */
    void sweep() {
        deliver("aws.events", VerifierFunction.SWEEP_DETAIL_TYPE, Map.of());
    }

    private void deliver(String source, String type, Map<String, Object> detail) {
        Map<String, Object> event = Map.of(
                "id", UUID.randomUUID().toString(),
                "detail-type", type,
                "source", source,
                "account", settings.account(),
                "time", clock.instant().toString(),
                "region", settings.region(),
                "detail", detail);
        byte[] bytes = Json.write(event).getBytes(StandardCharsets.UTF_8);
        try {
            handler.handleRequest(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream(), CONTEXT);
        } catch (IOException | RuntimeException failed) {
            throw new DemoException("the verifier failed on the event '" + type + "': " + failed.getMessage(), failed);
        }
    }
}
