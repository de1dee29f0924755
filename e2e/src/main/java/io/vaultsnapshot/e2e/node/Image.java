package io.vaultsnapshot.e2e.node;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a container finds in its root file system, all of it read-only.
 *
 * @param files paths of this machine by their path in the container
 * @param links targets of symbolic links by their path in the container
 * @param environment the image's own variables; the pod's win
 */
record Image(Map<String, Path> files, Map<String, String> links, Map<String, String> environment) {
    Image {
        files = Map.copyOf(files);
        links = Map.copyOf(links);
        environment = Map.copyOf(environment);
    }
}
