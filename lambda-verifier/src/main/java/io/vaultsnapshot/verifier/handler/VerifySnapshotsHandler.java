package io.vaultsnapshot.verifier.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.snapshot.custody.KmsRecordSigner;
import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.seal.KmsSealKeys;
import io.vaultsnapshot.snapshot.seal.SealKeyCheck;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3PlantingStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertLinks;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.alerts.AlertSinks;
import io.vaultsnapshot.verifier.alerts.EventBusAlertSink;
import io.vaultsnapshot.verifier.alerts.SnsAlertSink;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.event.EventReader;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.selftest.AlertPathSelfTest;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.sweep.FreshnessSweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The function's entry point, and the only class that knows Lambda, the environment, the system clock and how clients
 * are made. Everything that can fail at start fails in the constructor, so at cold start.
 */
public final class VerifySnapshotsHandler implements RequestStreamHandler {
    private final Verifier verifier;

    /** Creates the handler as Lambda does. */
    public VerifySnapshotsHandler() {
        this(System::getenv, Clock.systemUTC(), System.out);
    }

    /**
     * Creates the handler with another environment, clock and log, as the demo and tests do.
     *
     * @param env returns a variable's value, or null when it is not set
     */
    public VerifySnapshotsHandler(Function<String, @Nullable String> env, Clock clock, PrintStream log) {
        VerifierConfig config = VerifierConfig.read(env);
        String bucket = config.bucket();
        S3Client s3 = S3Clients.create();
        S3SnapshotStore snapshots = new S3SnapshotStore(s3, bucket);
        S3DocumentStore documents = new S3DocumentStore(s3, bucket, config.encryption());
        AlertSink alerts = alerts(config);
        StatusRepository statuses = new StatusRepository(documents, alerts, clock);
        VerificationRecords records = records(config, documents, clock, log);
        SnapshotVerifier reader = new SnapshotVerifier(snapshots, clock);
        ArrivalHandler arrival = new ArrivalHandler(reader, records, statuses, alerts, clock);
        FreshnessSweep sweep =
                new FreshnessSweep(config.settings(), snapshots, documents, records, arrival, statuses, clock);
        AlertPathSelfTest selfTest =
                new AlertPathSelfTest(new S3PlantingStore(s3, bucket, config.encryption()), reader, alerts, clock);
        this.verifier = new Verifier(config.settings(), bucket, arrival, sweep, selfTest, clock, log);
    }

    private static VerificationRecords records(
            VerifierConfig config, DocumentStore documents, Clock clock, PrintStream log) {
        KmsClients kms = new KmsClients();
        RecordSigner signer = config.settings()
                .get(FleetSetting.RECORD_SIGNING_KEY_ARN)
                .<RecordSigner>map(key -> new KmsRecordSigner(kms, key, log::println))
                .orElse(RecordSigner.NONE);
        return new VerificationRecords(
                documents, new RecordChain(documents, signer), new SealKeyCheck(new KmsSealKeys(kms)), clock);
    }

    private static AlertSink alerts(VerifierConfig config) {
        AlertLinks links = config.links();
        List<AlertSink> sinks = new ArrayList<>();
        sinks.add(new SnsAlertSink(
                SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build(), config.topicArn(), links));
        String bus = config.eventBus();
        if (bus != null) {
            sinks.add(new EventBusAlertSink(
                    EventBridgeClient.builder()
                            .httpClient(UrlConnectionHttpClient.create())
                            .build(),
                    bus,
                    links));
        }
        return new AlertSinks(sinks);
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        verifier.handle(EventReader.read(Json.read(event.readAllBytes())));
    }
}
