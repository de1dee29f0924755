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
    private static final String DAYS = "2";

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
    public CertificateAuthority(Suite suite) {
        this.suite = suite;
        this.folder = suite.folder("certificates");
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", DAYS)
                .with("-keyout", "ca.key", "-out", "ca.crt", "-subj", "/CN=vault-snapshot e2e")
                .with("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")
                .run();
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
        Path extensions = Files.writeString(
                folder.resolve(name + ".ext"),
                "subjectAltName=" + String.join(",", subjects) + "\nextendedKeyUsage=serverAuth\n");
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + name)
                .with("-keyout", name + ".key", "-out", name + ".csr")
                .run();
        openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial")
                .with("-days", DAYS, "-out", name + ".crt", "-extfile", extensions.toString())
                .run();
        openssl("pkcs12", "-export", "-in", name + ".crt", "-inkey", name + ".key", "-out", name + ".p12")
                .with("-passout", "pass:" + new String(NO_SECRET))
                .run();
        return new Issued(folder.resolve(name + ".crt"), folder.resolve(name + ".key"), folder.resolve(name + ".p12"));
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
