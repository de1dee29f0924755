package io.vaultsnapshot.e2e.podnetwork;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a kubelet writes into a pod's {@code /etc} for the policy {@code ClusterFirst}. */
final class LinkFiles {
    private final Path folder;
    private final String nameServer;

    LinkFiles(Path folder, String nameServer) {
        this.folder = folder;
        this.nameServer = nameServer;
    }

    Map<String, Path> write(JsonNode pod, PodLinks.Link link) {
        String search = pod.at("/metadata/namespace").asText() + ".svc.cluster.local svc.cluster.local cluster.local";
        return Map.of(
                "/etc/hosts",
                file(
                        link.name() + ".hosts",
                        "127.0.0.1 localhost\n" + link.address() + " "
                                + pod.at("/metadata/name").asText() + "\n"),
                "/etc/resolv.conf",
                file(
                        link.name() + ".resolv.conf",
                        "nameserver " + nameServer + "\nsearch " + search + "\noptions ndots:5\n"));
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
