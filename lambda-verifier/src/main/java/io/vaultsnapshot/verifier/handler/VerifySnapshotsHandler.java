package io.vaultsnapshot.verifier.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
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
import io.vaultsnapshot.snapshot.store.S3PageStore;
import io.vaultsnapshot.snapshot.store.S3PlantingStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotTags;
import io.vaultsnapshot.snapshot.store.S3Timeouts;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.alerts.AlertLinks;
import io.vaultsnapshot.verifier.alerts.AlertSink;
import io.vaultsnapshot.verifier.alerts.AlertSinks;
import io.vaultsnapshot.verifier.alerts.EventBusAlertSink;
import io.vaultsnapshot.verifier.alerts.SnsAlertSink;
import io.vaultsnapshot.verifier.arrival.ArrivalHandler;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import io.vaultsnapshot.verifier.drills.DrillHandler;
import io.vaultsnapshot.verifier.event.EventReader;
import io.vaultsnapshot.verifier.metrics.RunLog;
import io.vaultsnapshot.verifier.records.VerificationRecords;
import io.vaultsnapshot.verifier.requests.LambdaVerificationRequests;
import io.vaultsnapshot.verifier.requests.VerificationRequests;
import io.vaultsnapshot.verifier.retention.ClusterRetention;
import io.vaultsnapshot.verifier.retention.RetentionLedgers;
import io.vaultsnapshot.verifier.retention.SnapshotInventory;
import io.vaultsnapshot.verifier.runs.JobRunDocuments;
import io.vaultsnapshot.verifier.runs.JobRunHandler;
import io.vaultsnapshot.verifier.selftest.AlertPathSelfTest;
import io.vaultsnapshot.verifier.statuses.StatusRepository;
import io.vaultsnapshot.verifier.sweep.FleetView;
import io.vaultsnapshot.verifier.sweep.FreshnessSweep;
import io.vaultsnapshot.verifier.sweep.OverwriteSweep;
import io.vaultsnapshot.verifier.sweep.RetentionSweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The function's entry point, and the only class that knows Lambda, the environment, the system clock and how clients
 * are made. Everything that can fail at start fails in the constructor, so at cold start.
 */
public final class VerifySnapshotsHandler implements RequestStreamHandler {
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(15);

    private final Verifier verifier;

    /** Creates the handler as Lambda does. */
    public VerifySnapshotsHandler() {
        // The arguments are evaluated in this order: the provider is there before the first client.
        this(CryptoInUse.install(), System::getenv, Clock.systemUTC(), System.out);
    }

    /**
     * Creates the handler with another environment, clock and log, as the demo and tests do. The crypto providers of their
     * JVM stay as they are.
     *
     * @param env returns a variable's value, or null when it is not set
     */
    public VerifySnapshotsHandler(Function<String, @Nullable String> env, Clock clock, PrintStream log) {
        this(CryptoInUse.asConfigured(), env, clock, log);
    }

    private VerifySnapshotsHandler(
            CryptoInUse crypto, Function<String, @Nullable String> env, Clock clock, PrintStream log) {
        VerifierConfig config = VerifierConfig.read(env);
        String bucket = config.bucket();
        S3Client s3 = S3Clients.create();
        S3SnapshotStore snapshots = new S3SnapshotStore(s3, bucket);
        S3Client quick = S3Clients.create(S3Timeouts.DOCUMENTS);
        S3DocumentStore documents = new S3DocumentStore(quick, bucket, config.encryption());
        AlertSink alerts = alerts(config);
        StatusRepository statuses = new StatusRepository(documents, alerts, clock);
        KmsClients kms = new KmsClients();
        RecordChain chain = chain(config, documents, kms, log);
        VerificationRecords records =
                new VerificationRecords(documents, chain, new SealKeyCheck(new KmsSealKeys(kms)), clock);
        SnapshotVerifier reader = new SnapshotVerifier(snapshots, clock);
        S3VersionListing versions = new S3VersionListing(quick, bucket);
        S3SnapshotStore small = new S3SnapshotStore(quick, bucket);
        ArrivalHandler arrival = new ArrivalHandler(reader, versions, records, statuses, alerts, clock);
        DrillHandler drills = new DrillHandler(small, records, statuses, clock);
        JobRunHandler jobRuns = new JobRunHandler(new JobRunDocuments(small, clock), statuses, clock);
        VerificationRequests requests =
                new LambdaVerificationRequests(client(LambdaClient.builder()), AwsNames.FUNCTION, bucket);
        FleetView view =
                new FleetView(config.settings(), documents, new S3PageStore(quick, bucket, config.encryption()), clock);
        FreshnessSweep sweep = new FreshnessSweep(config.settings(), small, view, records, requests, statuses, clock);
        OverwriteSweep overwrites =
                new OverwriteSweep(config.settings(), versions, documents, records, requests, statuses, clock);
        SnapshotInventory inventory = new SnapshotInventory(versions, documents, records);
        ClusterRetention retention = new ClusterRetention(
                inventory, new RetentionLedgers(documents), chain, new S3SnapshotTags(quick, bucket), statuses, clock);
        AlertPathSelfTest selfTest =
                new AlertPathSelfTest(new S3PlantingStore(s3, bucket, config.encryption()), reader, alerts, clock);
        this.verifier = new Verifier(
                config.settings(),
                bucket,
                new Verifier.Arrivals(arrival, drills, jobRuns),
                new Verifier.Sweeps(sweep, overwrites, new RetentionSweep(config.settings(), retention, clock)),
                selfTest,
                clock,
                new RunLog(log, bucket, crypto));
    }

    private static RecordChain chain(VerifierConfig config, DocumentStore documents, KmsClients kms, PrintStream log) {
        RecordSigner signer = config.settings()
                .get(FleetSetting.RECORD_SIGNING_KEY_ARN)
                .<RecordSigner>map(key -> new KmsRecordSigner(kms, key, log::println))
                .orElse(RecordSigner.NONE);
        return new RecordChain(documents, signer);
    }

    private static AlertSink alerts(VerifierConfig config) {
        AlertLinks links = config.links();
        List<AlertSink> sinks = new ArrayList<>();
        sinks.add(new SnsAlertSink(client(SnsClient.builder()), config.topicArn(), links));
        String bus = config.eventBus();
        if (bus != null) {
            sinks.add(new EventBusAlertSink(client(EventBridgeClient.builder()), bus, links));
        }
        return new AlertSinks(sinks);
    }

    /** Its calls fit into the reserve at the end of a run, with the SDK's own retries. */
    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(
                        override -> override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .build();
    }

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        verifier.handle(
                EventReader.read(Json.read(event.readAllBytes())), Deadline.in(left.minus(VerifierFunction.RESERVE)));
    }
}
