package io.vaultsnapshot.e2e.irsa;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.net.Relay;
import io.vaultsnapshot.e2e.net.RequestHead;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * STS, KMS and S3 at the names and the port that pods use: the regional endpoints, and the host of the bucket. A scenario can
 * set what happens to the objects of a cluster on their way.
 */
public final class AwsEdge implements SuiteServer {
    private static final int HTTPS = 443;

    private final URI s3;
    private final Map<String, Function<RequestHead, Treatment>> byPrefix = new ConcurrentHashMap<>();
    private volatile URI kms = URI.create("http://127.0.0.1:9");
    private final List<Relay> relays;

    /** Starts a relay for each, in front of {@link Gateway}. */
    public AwsEdge(Suite suite) throws IOException, GeneralSecurityException {
        suite.get(WriterRoles.class);
        Gateway gateway = suite.get(Gateway.class);
        PrivateNetwork network = suite.get(PrivateNetwork.class);
        FleetSettings fleet = suite.get(FleetSettings.class);
        this.s3 = gateway.s3();
        String region = fleet.settings().region();
        String stsHost = "sts." + region + ".amazonaws.com";
        String s3Host = fleet.settings().bucket() + ".s3." + region + ".amazonaws.com";
        String kmsHost = "kms." + region + ".amazonaws.com";
        SSLContext tls = CertificateAuthority.serving(suite.get(CertificateAuthority.class)
                .issue("aws", List.of("DNS:" + stsHost, "DNS:*.s3." + region + ".amazonaws.com", "DNS:" + kmsHost)));
        this.relays = List.of(
                new Relay(network.address(stsHost), HTTPS, tls, head -> Treatment.forward(gateway.iam())),
                new Relay(network.address(s3Host), HTTPS, tls, this::treat),
                new Relay(network.address(kmsHost), HTTPS, tls, head -> Treatment.forward(kms)));
    }

    private Treatment treat(RequestHead head) {
        return byPrefix.entrySet().stream()
                .filter(entry -> head.path().startsWith("/" + entry.getKey()))
                .map(entry -> entry.getValue().apply(head))
                .findFirst()
                .orElseGet(() -> Treatment.forward(s3));
    }

    /** Decides from now on what happens to requests for keys under a prefix. */
    public void treat(String prefix, Function<RequestHead, Treatment> rule) {
        byPrefix.put(prefix, rule);
    }

    /** Lets requests for a prefix pass again. */
    public void restore(String prefix) {
        byPrefix.remove(prefix);
    }

    /** Decides which server answers as KMS from now on. Before, none does. */
    public void kms(URI server) {
        kms = server;
    }

    /** Returns the address of S3 behind the relay. */
    public URI s3() {
        return s3;
    }

    @Override
    public void close() {
        for (Relay relay : relays) {
            try {
                relay.close();
            } catch (IOException unclosed) {
                throw new UncheckedIOException(unclosed);
            }
        }
    }
}
