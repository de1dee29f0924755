package io.vaultsnapshot.demo;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Translates between the paths that a container sees and the folders of this machine that stand for its mounts. */
final class MountMapping {
    private record Mount(String inContainer, String onMachine) {}

    private final List<Mount> deepestFirst;

    MountMapping(Map<String, Path> folders) {
        this.deepestFirst = folders.entrySet().stream()
                .map(entry -> new Mount(entry.getKey(), entry.getValue().toString()))
                .sorted(Comparator.comparing(
                                (Mount mount) -> mount.inContainer().length())
                        .reversed())
                .toList();
    }

    /** Returns a value of the Pod spec for this machine: a path below a mount is translated, anything else stays. */
    String onMachine(String value) {
        for (Mount mount : deepestFirst) {
            if (value.equals(mount.inContainer()) || value.startsWith(mount.inContainer() + "/")) {
                return mount.onMachine() + value.substring(mount.inContainer().length());
            }
        }
        return value;
    }

    /** Returns a text of this machine, such as a log, as the container would have printed it. */
    String inContainer(String text) {
        String translated = text;
        for (Mount mount : deepestFirst) {
            translated = translated.replace(mount.onMachine(), mount.inContainer());
        }
        return translated;
    }
}
