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
 * The control groups of containers: the one thing that the end of the suite's namespaces does not undo. A group's name holds
 * its pod's uid, so no other run has the same.
 */
final class ControlGroups {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String NAME = "e2e-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-.+";
    /** Beside this run another may be about to put a container into its group; none takes that long. */
    private static final Duration LEFT_OVER = Duration.ofHours(1);

    private ControlGroups() {}

    /** Returns the name of a container's group. */
    static String name(String podUid, String container) {
        return "e2e-" + podUid + "-" + container;
    }

    /** Removes those of runs that were killed: an hour old and, or the kernel would refuse, without a process. */
    static void removeLeftOver() {
        // Under version 1 each controller has a tree of its own.
        try (Stream<Path> entries = Files.walk(ROOT, 2)) {
            List<Path> groups = entries.filter(
                            entry -> entry.getFileName().toString().matches(NAME))
                    .filter(ControlGroups::isOld)
                    .toList();
            groups.forEach(ControlGroups::remove);
        } catch (IOException | UncheckedIOException changing) {
            System.err.println("control groups of earlier runs stay: " + changing.getMessage());
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
            // Somebody's container runs in it, or somebody else has removed it.
        }
    }
}
