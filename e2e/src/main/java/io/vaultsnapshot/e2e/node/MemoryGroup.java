package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The memory control group of a container that runc has not deleted yet. */
final class MemoryGroup {
    /** The kernel's counters: cgroup v2, and v1 since Linux 4.13 (Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst). */
    private static final List<String> COUNTERS = List.of("memory.events", "memory.oom_control");

    private static final String KILLS = "oom_kill ";

    private final Path folder;

    private MemoryGroup(Path folder) {
        this.folder = folder;
    }

    /**
     * Finds the group of a container.
     *
     * @param state runc's folder of the container; a file in it names the groups: one under v2, one per controller under v1
     */
    static MemoryGroup of(Path state) throws IOException {
        JsonNode groups =
                new JsonMapper().readTree(state.resolve("state.json").toFile()).get("cgroup_paths");
        return new MemoryGroup(
                Path.of(groups.path(groups.has("memory") ? "memory" : "").asText()));
    }

    /** Returns how many of its processes the kernel has killed for lack of memory. */
    long kills() throws IOException {
        for (String counter : COUNTERS) {
            Path file = folder.resolve(counter);
            if (Files.exists(file)) {
                return Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(KILLS))
                        .mapToLong(line -> Long.parseLong(line.substring(KILLS.length())))
                        .sum();
            }
        }
        throw new IOException(folder + " counts no kills: it has none of " + COUNTERS);
    }
}
