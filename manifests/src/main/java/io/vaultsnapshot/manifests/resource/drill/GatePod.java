package io.vaultsnapshot.manifests.resource.drill;

import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.resource.PolicyRules;
import io.vaultsnapshot.manifests.resource.RestrictedContainer;
import io.vaultsnapshot.manifests.resource.RestrictedPod;
import io.vaultsnapshot.manifests.resource.Volumes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.ContainerPort;
import org.cdk8s.plus25.k8s.DeploymentSpec;
import org.cdk8s.plus25.k8s.IntOrString;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.PodSpec;
import org.cdk8s.plus25.k8s.PodTemplateSpec;
import org.cdk8s.plus25.k8s.Probe;
import org.cdk8s.plus25.k8s.TcpSocketAction;

/** The gate's pod: Squid in one process, with its configuration and nothing else. */
final class GatePod {
    private static final String CONFIG_VOLUME = "config";
    private static final String CONFIG_PATH = "/etc/vault-snapshot-gate";
    /** Squid with an empty cache has 40 MB. */
    private static final int REQUEST_MIB = 64;

    private static final int LIMIT_MIB = 256;

    private final String image;
    private final String config;

    GatePod(String image, String config) {
        this.image = image;
        this.config = config;
    }

    DeploymentSpec deployment() {
        return DeploymentSpec.builder()
                .replicas(1)
                .selector(PolicyRules.pods(DrillNames.GATE))
                .template(PodTemplateSpec.builder()
                        .metadata(ObjectMeta.builder()
                                .labels(Map.of(KubernetesNames.APP_LABEL, DrillNames.GATE))
                                // Squid reads its configuration once. With a new one, this makes a new pod.
                                .annotations(Map.of("vault-snapshot/config-sha256", sha256(config)))
                                .build())
                        .spec(pod())
                        .build())
                .build();
    }

    private PodSpec pod() {
        return PodSpec.builder()
                .automountServiceAccountToken(false)
                .enableServiceLinks(false)
                .securityContext(RestrictedPod.security())
                .containers(List.of(container()))
                .volumes(List.of(Volumes.file(CONFIG_VOLUME, DrillNames.GATE, Gate.CONFIG_FILE)))
                .build();
    }

    /** -N: one process in the foreground. -d 2: its messages on standard error. */
    private Container container() {
        return RestrictedContainer.running(
                        List.of("/usr/sbin/squid", "-N", "-d", "2", "-f", CONFIG_PATH + "/" + Gate.CONFIG_FILE))
                .name(DrillNames.GATE)
                .image(image)
                .ports(List.of(ContainerPort.builder()
                        .containerPort(Gate.PORT)
                        .protocol("TCP")
                        .build()))
                .readinessProbe(probe(2))
                .livenessProbe(probe(10))
                .volumeMounts(List.of(Volumes.readOnly(CONFIG_VOLUME, CONFIG_PATH)))
                .resources(RestrictedContainer.resources(REQUEST_MIB, LIMIT_MIB, Volumes.LOG_MIB))
                .build();
    }

    private static Probe probe(int seconds) {
        return Probe.builder()
                .tcpSocket(TcpSocketAction.builder()
                        .port(IntOrString.fromNumber(Gate.PORT))
                        .build())
                .periodSeconds(seconds)
                .build();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
