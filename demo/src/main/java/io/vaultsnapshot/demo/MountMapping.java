package io.vaultsnapshot.demo;

import io.vaultsnapshot.sandbox.pod.ContainerSpec;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Translates between the paths that a container sees and the folders of this machine that are its volumes. */
final class MountMapping {
    private record Mount(String inContainer, String onMachine) {}

    private final List<Mount> deepestFirst;

    private MountMapping(List<Mount> deepestFirst) {
        this.deepestFirst = deepestFirst;
    }

    /** Returns the mapping of a container whose pod has these volumes. */
    static MountMapping of(ContainerSpec container, Map<String, Path> volumes) {
        return new MountMapping(container.mounts().stream()
                .map(mount -> new Mount(mount.path(), folder(container, mount.volume(), volumes)))
                .sorted(Comparator.comparing(
                                (Mount mount) -> mount.inContainer().length())
                        .reversed())
                .toList());
    }

    private static String folder(ContainerSpec container, String volume, Map<String, Path> volumes) {
        Path folder = volumes.get(volume);
        if (folder == null) {
            throw new DemoException(
                    "container " + container.name() + " mounts volume " + volume + ", which its pod lacks");
        }
        return folder.toString();
    }

    /** Returns a value of the Pod spec for this machine. A path below a mount is translated, anything else stays. */
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
