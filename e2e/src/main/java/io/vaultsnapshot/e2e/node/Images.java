package io.vaultsnapshot.e2e.node;

import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
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
    private static final String AWS_CLI = "public.ecr.aws/aws-cli/aws-cli";
    private static final String AUTHORITY = "/etc/e2e-ca.crt";

    private final Map<String, Image> byRepository;

    /** Describes the images. Nothing is copied. */
    public Images(Suite suite) {
        this(Map.of(OPENBAO, openBao(suite, suite.get(Tools.class)), AWS_CLI, awsCli(suite, suite.get(Tools.class))));
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

    private static Image openBao(Suite suite, Tools tools) {
        Path busybox = tools.path("busybox");
        Map<String, String> links = new LinkedHashMap<>();
        run(suite, busybox.toString(), "--list")
                .lines()
                .filter(applet -> !applet.equals("busybox"))
                .forEach(applet -> links.put("/bin/" + applet, "busybox"));
        return new Image(Map.of("/bin/busybox", busybox, "/bin/bao", tools.path("bao")), links, Map.of("PATH", "/bin"));
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

    private static String run(Suite suite, String... line) {
        return suite.processes()
                .run(Command.of("image", suite.folder("."), line), Duration.ofMinutes(1))
                .orFail()
                .out();
    }
}
