package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What the demo runs on this machine: a folder, programs, and the endpoints it plays. Closing it ends all of that. */
final class Machine implements AutoCloseable {
    private static final String CERTIFICATE = "throw-away-ca.pem";
    private static final String KEY = "demo";

    private final SearchPath programs;
    private final Workspace workspace = new Workspace();
    private final ChildProcesses processes = new ChildProcesses();
    private final TokenIssuer issuer = new TokenIssuer();
    private final TokenReviewEndpoint kubernetes = new TokenReviewEndpoint(issuer);
    private final Path certificate;
    private final Deque<AutoCloseable> endpoints = new ArrayDeque<>();

    Machine(SearchPath programs) {
        this.programs = programs;
        this.certificate = workspace.unpack(CERTIFICATE);
    }

    SearchPath programs() {
        return programs;
    }

    Workspace workspace() {
        return workspace;
    }

    ChildProcesses processes() {
        return processes;
    }

    TokenIssuer issuer() {
        return issuer;
    }

    TokenReviewEndpoint kubernetes() {
        return kubernetes;
    }

    /** Returns a certificate that belongs to nobody, for places that want one and do not use it over plain HTTP. */
    Path certificate() {
        return certificate;
    }

    /** Starts an S3 endpoint and tells the SDK of this process about it. */
    S3Endpoint startS3(SnapshotSettings settings) {
        S3Endpoint s3 = new S3Endpoint(workspace.folder("s3"));
        endpoints.push(s3);
        // A proxy of this machine's environment would be asked for loopback addresses too.
        System.setProperty("http.nonProxyHosts", "127.0.0.1");
        System.setProperty("aws.region", settings.region());
        System.setProperty("aws.accessKeyId", KEY);
        System.setProperty("aws.secretAccessKey", KEY);
        System.setProperty("aws.endpointUrlS3", s3.address().toString());
        return s3;
    }

    /** Starts an SNS endpoint with one topic and tells the SDK of this process about it. */
    AlertInbox startSns(String topicArn) {
        AlertInbox inbox = new AlertInbox(topicArn);
        endpoints.push(inbox);
        System.setProperty("aws.endpointUrlSns", inbox.address().toString());
        return inbox;
    }

    /** Returns the variables that stand for a pod's IAM role. */
    Map<String, String> role(S3Endpoint s3) {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", s3.address().toString(),
                "AWS_ACCESS_KEY_ID", KEY,
                "AWS_SECRET_ACCESS_KEY", KEY);
    }

    /** Ends programs and endpoints; the folder stays. */
    @Override
    public void close() {
        processes.close();
        kubernetes.close();
        while (!endpoints.isEmpty()) {
            try {
                endpoints.pop().close();
            } catch (Exception ended) {
                // It was to end, and it has.
            }
        }
    }
}
