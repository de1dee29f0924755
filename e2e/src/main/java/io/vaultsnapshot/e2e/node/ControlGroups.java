package io.vaultsnapshot.e2e.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control groups of containers. They are the one thing that stays when the suite's namespaces end. A group's name contains
 * the uid of its pod, so no two runs use the same name.
 */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String NAME = "e2e-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-.+";
    /** Another run may be about to put a container into a group. No run takes that long. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private ControlGroups() {}

    /** Returns the name of a container's group. */
    static String name(String podUid, String container) {
        return "e2e-" + podUid + "-" + container;
    }

    /** Removes the groups of runs that were killed: those that are an hour old. The kernel refuses to remove one in use. */
    static void removeLeftOver() {
        // Under version 1 each controller has its own tree.
        try (Stream<Path> entries = Files.walk(ROOT, 2)) {
            List<Path> groups = entries.filter(
                            entry -> entry.getFileName().toString().matches(NAME))
                    .filter(ControlGroups::isOld)
                    .toList();
            groups.forEach(ControlGroups::remove);
        } catch (IOException | UncheckedIOException changing) {
            System.err.println("cannot remove the control groups of earlier runs: " + changing.getMessage());
        }
    }

    private static boolean isOld(Path group) {
        try {
            return Files.getLastModifiedTime(group)
                    .toInstant()
                    .isBefore(Instant.now().minus(LEFT_OVER));
        } catch (IOException gone) {
            return false;
        }
    }

    private static void remove(Path group) {
        try {
            Files.delete(group);
        } catch (IOException inUse) {
            // A container runs in it, or another run has removed it.
        }
    }
}
