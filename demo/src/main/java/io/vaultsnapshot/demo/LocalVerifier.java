package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.SettingsBlock;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.verifier.handler.VerifySnapshotsHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The real verifier function, invoked with the events that EventBridge would deliver. */
final class LocalVerifier {
    private final SnapshotSettings settings;
    private final Clock clock;
    private final VerifySnapshotsHandler handler;

    /**
     * Starts the function.
     *
     * @param layer the folder that stands for the function's layer; the settings are written there as the stack does
     * @param log where its metrics go
     */
    LocalVerifier(SnapshotSettings settings, String topicArn, Clock clock, Workspace layer, PrintStream log) {
        this.settings = settings;
        this.clock = clock;
        Path file = layer.write(VerifierFunction.SETTINGS_PATH_IN_LAYER, Json.write(SettingsBlock.of(settings)));
        Map<String, String> environment = Map.of(
                VerifierEnv.SETTINGS_FILE.name(), file.toString(),
                VerifierEnv.SNAPSHOT_BUCKET.name(), settings.bucket(),
                VerifierEnv.ALERT_TOPIC_ARN.name(), topicArn);
        this.handler = new VerifySnapshotsHandler(environment::get, clock, log);
    }

    /** Tells it that a snapshot arrived. */
    void arrived(Bucket.Stored snapshot) {
        SnapshotKey key = snapshot.key();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", key.format());
        object.put("size", snapshot.size());
        object.put("version-id", snapshot.versionId());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("version", "0");
        detail.put("bucket", Map.of("name", settings.bucket()));
        detail.put("object", object);
        detail.put("reason", "PutObject");
        deliver("aws.s3", VerifierFunction.OBJECT_CREATED_DETAIL_TYPE, detail);
    }

    /** Tells it that it is time to look for what is missing. */
    void sweep() {
        deliver("aws.events", VerifierFunction.SWEEP_DETAIL_TYPE, Map.of());
    }

    private void deliver(String source, String type, Map<String, Object> detail) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", id);
        event.put("detail-type", type);
        event.put("source", source);
        event.put("account", settings.account());
        event.put("time", clock.instant().toString());
        event.put("region", settings.region());
        event.put("resources", List.of());
        event.put("detail", detail);
        byte[] bytes = Json.write(event).getBytes(StandardCharsets.UTF_8);
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), new LocalInvocation(id));
        } catch (IOException | RuntimeException failed) {
            throw new DemoException("the verifier failed on the event '" + type + "': " + failed.getMessage(), failed);
        }
    }
}
