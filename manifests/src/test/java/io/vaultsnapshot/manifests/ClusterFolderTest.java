package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFolderTest {
    private final Path folder;

    ClusterFolderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void replaceWith_earlierRunsFile_isRemoved() throws IOException {
        ClusterFolder cluster = new ClusterFolder(folder);
        cluster.replaceWith(Map.of("10-a.yaml", ClusterManifests.MARK, "20-b.yaml", ClusterManifests.MARK));
        cluster.replaceWith(Map.of("10-a.yaml", ClusterManifests.MARK + "new"));
        assertEquals(Set.of("10-a.yaml"), names());
        assertEquals(ClusterManifests.MARK + "new", Files.readString(folder.resolve("10-a.yaml")));
    }

    @Test
    void replaceWith_filesOfOthers_stay() throws IOException {
        Files.writeString(folder.resolve("60-mine.yaml"), "kind: ConfigMap\n");
        Files.write(folder.resolve("61-binary.yaml"), new byte[] {(byte) 0xff, 0});
        Files.writeString(folder.resolve("kustomization.yaml"), ClusterManifests.MARK);
        Files.createDirectory(folder.resolve("62-folder.yaml"));
        new ClusterFolder(folder).replaceWith(Map.of("10-a.yaml", ClusterManifests.MARK));
        assertEquals(
                Set.of("10-a.yaml", "60-mine.yaml", "61-binary.yaml", "62-folder.yaml", "kustomization.yaml"), names());
    }

    @Test
    void replaceWith_script_isExecutableAndYamlIsNot() throws IOException {
        new ClusterFolder(folder).replaceWith(Map.of("a.sh", "#!/bin/sh\n", "10-a.yaml", "# x\n"));
        // Root may read anything, but only runs what has the bit.
        assertEquals(true, Files.isExecutable(folder.resolve("a.sh")));
        assertEquals(false, Files.isExecutable(folder.resolve("10-a.yaml")));
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
