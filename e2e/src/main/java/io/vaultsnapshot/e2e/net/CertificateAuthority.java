package io.vaultsnapshot.e2e.net;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** The one certificate authority of a run. It signs the certificates of the servers in the place of AWS and of the cluster. */
public final class CertificateAuthority implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final char[] NO_SECRET = "changeit".toCharArray();
    /** Scenarios let the function see other days, before and after today. */
    private static final Duration AROUND_TODAY = Duration.ofDays(60);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CONFIG = """
            [ca]
            default_ca = suite
            [suite]
            database = issued.txt
            new_certs_dir = .
            rand_serial = yes
            default_md = sha256
            policy = named
            unique_subject = no
            [named]
            commonName = supplied
            """;

    private final Suite suite;
    private final Path folder;

    /**
     * A certificate and its key.
     *
     * @param certificate PEM
     * @param key PEM, PKCS #8
     * @param store both, PKCS #12
     */
    public record Issued(Path certificate, Path key, Path store) {}

    /** Creates the authority. */
    public CertificateAuthority(Suite suite) throws IOException {
        this.suite = suite;
        this.folder = suite.folder("certificates");
        Files.writeString(folder.resolve("ca.cnf"), CONFIG);
        Files.createFile(folder.resolve("issued.txt"));
        request("ca", "vault-snapshot e2e");
        sign("ca", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n", "-selfsign");
    }

    /** Returns the authority's certificate, PEM. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /**
     * Issues a server certificate.
     *
     * @param name of its files
     * @param subjects alternative names, such as {@code DNS:localhost} and {@code IP:127.0.0.1}
     */
    public Issued issue(String name, List<String> subjects) throws IOException {
        request(name, name);
        sign(
                name,
                "subjectAltName=" + String.join(",", subjects) + "\nextendedKeyUsage=serverAuth\n",
                "-cert",
                "ca.crt");
        openssl("pkcs12", "-export", "-in", name + ".crt", "-inkey", name + ".key", "-out", name + ".p12")
                .with("-passout", "pass:" + new String(NO_SECRET))
                .run();
        return new Issued(folder.resolve(name + ".crt"), folder.resolve(name + ".key"), folder.resolve(name + ".p12"));
    }

    private void request(String name, String subject) {
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + subject)
                .with("-keyout", name + ".key", "-out", name + ".csr")
                .run();
    }

    /** Only {@code openssl ca} can set when a certificate begins, before OpenSSL 3.4. It keeps a list in a file. */
    private synchronized void sign(String name, String extensions, String... issuer) throws IOException {
        Path file = Files.writeString(folder.resolve(name + ".ext"), extensions);
        Instant now = Instant.now();
        openssl("ca", "-config", "ca.cnf", "-batch", "-notext", "-keyfile", "ca.key")
                .with(issuer)
                .with("-in", name + ".csr", "-out", name + ".crt", "-extfile", file.toString())
                .with("-startdate", TIME.format(now.minus(AROUND_TODAY)))
                .with("-enddate", TIME.format(now.plus(AROUND_TODAY)))
                .run();
    }

    /** Returns what a TLS server needs to show a certificate. */
    public static SSLContext serving(Issued issued) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(issued.store())) {
            store.load(file, NO_SECRET);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_SECRET);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** Returns what a TLS client needs to trust this authority and no other. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers(), null);
        return context;
    }

    /** Returns the same for a client that wants its trust managers only. */
    public TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted());
        return trust.getTrustManagers();
    }

    /** Returns a folder with the file {@code ca.p12}, from which a JVM takes whom it trusts; its password is {@code changeit}. */
    public Path trustFolder() throws IOException, GeneralSecurityException {
        Path trust = Files.createDirectories(folder.resolve("trust"));
        try (var file = Files.newOutputStream(trust.resolve("ca.p12"))) {
            trusted().store(file, NO_SECRET);
        }
        return trust;
    }

    private KeyStore trusted() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var file = Files.newInputStream(certificate())) {
            Certificate ca = CertificateFactory.getInstance("X.509").generateCertificate(file);
            store.setCertificateEntry("ca", ca);
        }
        return store;
    }

    private Call openssl(String... arguments) {
        return new Call().with("openssl").with(arguments);
    }

    private final class Call {
        private final List<String> line = new ArrayList<>();

        Call with(String... arguments) {
            line.addAll(List.of(arguments));
            return this;
        }

        void run() {
            suite.processes()
                    .run(Command.of("openssl", folder, line.toArray(String[]::new)), LONGEST)
                    .orFail();
        }
    }
}
