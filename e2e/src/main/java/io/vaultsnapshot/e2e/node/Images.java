package io.vaultsnapshot.e2e.node;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of this node. No image registry can be reached, so an image is made of programs from {@code e2e/setup}: OpenBao
 * with busybox as the shell, as in the real image, and the AWS CLI with the libraries of this machine.
 */
public final class Images implements SuiteServer {
    private static final String OPENBAO = "quay.io/openbao/openbao";
    private static final String WITH_CAPABILITIES = "registry.example.com/openbao-with-capabilities";
    private static final String WITHOUT_REDIRECTS = "registry.example.com/openbao-without-redirects";
    private static final String AWS_CLI = "public.ecr.aws/aws-cli/aws-cli";
    private static final String SQUID = "ubuntu/squid";
    private static final String AUTHORITY = "/etc/e2e-ca.crt";

    private final Map<String, Image> byRepository;

    /** Describes the images. Nothing is copied. */
    public Images(Suite suite) {
        this(all(suite, suite.get(Tools.class)));
    }

    private static Map<String, Image> all(Suite suite, Tools tools) {
        Path bao = tools.path("bao");
        return Map.of(
                OPENBAO,
                openBao(suite, tools, bao, Map.of()),
                WITH_CAPABILITIES,
                openBao(suite, tools, withCapabilities(suite, tools, bao), Map.of()),
                // Vault 1.18's CLI does not follow a standby's redirect. OpenBao's does, unless it is told not to.
                WITHOUT_REDIRECTS,
                openBao(suite, tools, bao, Map.of("VAULT_DISABLE_REDIRECTS", "true")),
                AWS_CLI,
                awsCli(suite, tools),
                SQUID,
                squid(tools));
    }

    Images(Map<String, Image> byRepository) {
        this.byRepository = Map.copyOf(byRepository);
    }

    boolean has(String image) {
        return byRepository.containsKey(repository(image));
    }

    Image get(String image) {
        Image found = byRepository.get(repository(image));
        if (found == null) {
            throw new IllegalArgumentException(image + " is not provided here");
        }
        return found;
    }

    private static String repository(String image) {
        String withoutDigest = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = withoutDigest.lastIndexOf(':');
        return colon > withoutDigest.lastIndexOf('/') ? withoutDigest.substring(0, colon) : withoutDigest;
    }

    /** Returns a copy of a program with the file capability that {@code setcap cap_ipc_lock=+ep} gives. */
    private static Path withCapabilities(Suite suite, Tools tools, Path program) {
        Path copy = suite.folder("images").resolve(program.getFileName());
        try {
            Files.copy(program, copy);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        // linux/capability.h: struct vfs_cap_data of revision 2 with the effective bit; bit 14 is CAP_IPC_LOCK.
        String set = "import os, struct, sys; os.setxattr(sys.argv[1], 'security.capability',"
                + " struct.pack('<5I', 0x02000001, 1 << 14, 0, 0, 0))";
        run(suite, tools.path("moto-python").toString(), "-c", set, copy.toString());
        return copy;
    }

    private static Image openBao(Suite suite, Tools tools, Path bao, Map<String, String> variables) {
        Path busybox = tools.path("busybox");
        Map<String, String> links = new LinkedHashMap<>();
        run(suite, busybox.toString(), "--list")
                .lines()
                .filter(applet -> !applet.equals("busybox"))
                .forEach(applet -> links.put("/bin/" + applet, "busybox"));
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("PATH", "/bin");
        // Where Go looks for the authorities that the real image trusts.
        Path authority = suite.get(CertificateAuthority.class).certificate();
        return new Image(
                Map.of("/bin/busybox", busybox, "/bin/bao", bao, "/etc/ssl/certs/ca-certificates.crt", authority),
                links,
                environment);
    }

    // Version 1 of the CLI: version 2 is in no package registry. The image trusts the authority of the servers in AWS's
    // place,
    // as the real image trusts Amazon's.
    private static Image awsCli(Suite suite, Tools tools) {
        Path aws = tools.path("aws").resolve("../..").normalize();
        String python = run(suite, aws + "/environment/bin/python", "-c", "import sys; print(sys.base_prefix)");
        List<String> binds = new ArrayList<>(List.of("/usr", aws.toString()));
        if (!python.strip().startsWith("/usr/")) {
            binds.add(python.strip());
        }
        Map<String, Path> files = new LinkedHashMap<>();
        binds.forEach(path -> files.put(path, Path.of(path)));
        files.put(AUTHORITY, suite.get(CertificateAuthority.class).certificate());
        return new Image(
                files,
                Map.of("/bin", "usr/bin", "/lib", "usr/lib", "/lib64", "usr/lib64"),
                Map.of("PATH", aws + "/bin:/usr/bin:/bin", "AWS_CA_BUNDLE", AUTHORITY));
    }

    /** Squid with its own files where its image has them, and the libraries of this machine. */
    private static Image squid(Tools tools) {
        Path home = tools.path("squid").resolve("../..").normalize();
        Map<String, Path> files = new LinkedHashMap<>();
        for (String own :
                List.of("/usr/sbin/squid", "/usr/lib/squid", "/usr/share/squid", "/usr/share/squid-langpack")) {
            files.put(own, home.resolve(own.substring(1)));
        }
        files.put("/opt/libraries", home.resolve("libraries"));
        String libraries = "/usr/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu";
        for (String machines : List.of(libraries, "/usr/lib64")) {
            files.put(machines, Path.of(machines));
        }
        return new Image(
                files,
                Map.of("/lib", "usr/lib", "/lib64", "usr/lib64"),
                Map.of("PATH", "/usr/sbin", "LD_LIBRARY_PATH", "/opt/libraries"));
    }

    private static String run(Suite suite, String... line) {
        return suite.processes()
                .run(Command.of("image", suite.folder("."), line), Duration.ofMinutes(1))
                .orFail()
                .out();
    }
}
