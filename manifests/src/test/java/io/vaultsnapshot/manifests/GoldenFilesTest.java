package io.vaultsnapshot.manifests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a change does to the files that users apply, to be read in review; the other tests say what must hold. */
class GoldenFilesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");
    private static final String COMMAND = "mvn -pl manifests verify -Dgolden.update=true";

    static List<RenderedCluster> cases() {
        return List.of(RenderedCluster.MINIMAL, RenderedCluster.FULL, RenderedCluster.DRILL);
    }

    @TestFactory
    Stream<DynamicTest> everyFile_isAsCommitted() {
        return cases().stream().flatMap(rendered -> rendered.files().entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(rendered + "/" + file.getKey(), () -> compare(rendered, file))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void committedFiles_areAllStillWritten(RenderedCluster rendered) throws IOException {
        try (Stream<Path> committed = Files.list(GOLDEN.resolve(rendered.toString()))) {
            assertEquals(
                    new TreeSet<>(rendered.files().keySet()),
                    committed.map(each -> each.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)),
                    "delete what is no longer written by hand");
        }
    }

    private static void compare(RenderedCluster rendered, Map.Entry<String, String> file) throws IOException {
        Path golden = GOLDEN.resolve(rendered.toString()).resolve(file.getKey());
        if (UPDATE) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, file.getValue());
            return;
        }
        String committed = Files.exists(golden) ? Files.readString(golden) : "";
        if (!committed.equals(file.getValue())) {
            fail(firstDifference(golden, committed, file.getValue()));
        }
    }

    private static String firstDifference(Path golden, String committed, String rendered) {
        List<String> before = committed.lines().toList();
        List<String> after = rendered.lines().toList();
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return golden + " differs first in line " + (line + 1)
                + "\n  committed: " + (line < before.size() ? before.get(line) : "(end of file)")
                + "\n  rendered:  " + (line < after.size() ? after.get(line) : "(end of file)")
                + "\nIf that is meant: " + COMMAND + " and commit what changes.";
    }
}
