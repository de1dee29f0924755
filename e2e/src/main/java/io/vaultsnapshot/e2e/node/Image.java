package io.vaultsnapshot.e2e.node;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a container finds in its root file system. All of it is read-only.
 *
 * @param files paths of this machine by their path in the container
 * @param links targets of symbolic links by their path in the container
 * @param environment the image's variables; those of the pod replace them
 */
record Image(Map<String, Path> files, Map<String, String> links, Map<String, String> environment) {
    Image {
        files = Map.copyOf(files);
        links = Map.copyOf(links);
        environment = Map.copyOf(environment);
    }
}
