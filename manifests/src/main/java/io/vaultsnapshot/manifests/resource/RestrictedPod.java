package io.vaultsnapshot.manifests.resource;

import java.util.List;
import org.cdk8s.plus25.k8s.Capabilities;
import org.cdk8s.plus25.k8s.PodSecurityContext;
import org.cdk8s.plus25.k8s.SeccompProfile;
import org.cdk8s.plus25.k8s.SecurityContext;

/** What the restricted Pod Security level asks of every pod, and a read-only root file system. */
public final class RestrictedPod {
    /** The user, group and file group of every pod: no user of any of the images, and not root. */
    public static final int USER = 65_532;

    private RestrictedPod() {}

    /** Returns what holds for the whole pod. */
    public static PodSecurityContext security() {
        return PodSecurityContext.builder()
                .runAsNonRoot(true)
                .runAsUser(USER)
                .runAsGroup(USER)
                .fsGroup(USER)
                .seccompProfile(SeccompProfile.builder().type("RuntimeDefault").build())
                .build();
    }

    /** Returns what holds for each container. */
    public static SecurityContext containerSecurity() {
        return SecurityContext.builder()
                .privileged(false)
                .allowPrivilegeEscalation(false)
                .readOnlyRootFilesystem(true)
                .runAsNonRoot(true)
                .runAsUser(USER)
                .runAsGroup(USER)
                .capabilities(Capabilities.builder().drop(List.of("ALL")).build())
                .build();
    }
}
