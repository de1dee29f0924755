package io.vaultsnapshot.e2e.kube;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.net.CertificateAuthority.Issued;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** The files that the control plane's programs read: certificate, tokens, kubeconfigs, audit policy, signing key. */
final class ControlPlaneFiles {
    private static final int TOKEN_BYTES = 24;
    private static final String CONTROLLER_MANAGER = "system:kube-controller-manager";

    // Logs each review with its answer. The tokens in it are of no use after this control plane has ended.
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
              - level: RequestResponse
                resources: [{group: authentication.k8s.io, resources: [tokenreviews]}]
              - level: None
            """;

    final Path folder;
    final Issued certificate;
    final Path tokens;
    final Path auditPolicy;
    final Path auditLog;
    final Path signingKey;
    final Path verifyingKey;
    final String adminToken = randomToken();
    private final String controllerToken = randomToken();

    ControlPlaneFiles(Suite suite, CertificateAuthority authority, String host, String address) throws IOException {
        folder = suite.folder("kubernetes");
        certificate = authority.issue("kube-apiserver", List.of("DNS:" + host, "IP:" + address));
        tokens = write(
                "tokens.csv",
                adminToken + ",admin,admin,system:masters\n" + controllerToken + "," + CONTROLLER_MANAGER + ",kcm\n");
        auditPolicy = write("audit-policy.yaml", AUDIT_POLICY);
        auditLog = suite.processes().logs().resolve("kube-audit.jsonl");
        signingKey = folder.resolve("service-accounts.key");
        verifyingKey = folder.resolve("service-accounts.pub");
        openssl(
                suite,
                "genpkey",
                "-algorithm",
                "RSA",
                "-pkeyopt",
                "rsa_keygen_bits:2048",
                "-out",
                signingKey.toString());
        openssl(suite, "pkey", "-in", signingKey.toString(), "-pubout", "-out", verifyingKey.toString());
    }

    Path adminConfig(URI server, Path ca) throws IOException {
        return kubeconfig("admin", server, ca, adminToken);
    }

    Path controllerConfig(URI server, Path ca) throws IOException {
        return kubeconfig("controller-manager", server, ca, controllerToken);
    }

    private Path kubeconfig(String name, URI server, Path ca, String token) throws IOException {
        return write(name + ".kubeconfig", """
                apiVersion: v1
                kind: Config
                clusters: [{name: e2e, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: %s, user: {token: "%s"}}]
                contexts: [{name: e2e, context: {cluster: e2e, user: %s}}]
                current-context: e2e
                """.formatted(server, ca, name, token, name));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void openssl(Suite suite, String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "openssl";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        suite.processes()
                .run(Command.of("openssl", folder, line), Duration.ofMinutes(1))
                .orFail();
    }

    private static String randomToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
