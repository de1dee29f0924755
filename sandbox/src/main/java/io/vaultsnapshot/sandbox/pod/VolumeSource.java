package io.vaultsnapshot.sandbox.pod;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where a pod's volumes get their content, their limits and their owners from. */
public interface VolumeSource {
    /** Returns the entries of a ConfigMap in the pod's namespace. */
    Map<String, String> configMap(String name);

    /**
     * Returns the entries of a Secret in the pod's namespace; none when it may be missing and is.
     *
     * @param wanted the volume: {@code secretName} and {@code optional}
     */
    default Map<String, String> secret(JsonNode wanted) {
        throw new IllegalArgumentException("Secrets are not known here: " + wanted);
    }

    /**
     * Returns a token of the pod's ServiceAccount.
     *
     * @param wanted the projected source: {@code audience} and {@code expirationSeconds}
     */
    String token(JsonNode wanted);

    /** Limits an empty folder to a size, such as {@code 64Mi}. A source that cannot do that leaves it as it is. */
    default void limit(Path emptyDir, String size) throws IOException {}

    /** Gives a file or folder the owner and mode that a kubelet gives it. The default leaves both as they are. */
    default void own(Path path, int mode) throws IOException {}
}
