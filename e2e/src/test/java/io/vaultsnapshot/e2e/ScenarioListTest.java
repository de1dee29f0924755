package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioListTest {
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE);

    @Test
    void documentation_scenarios_areThoseOfTheCode() throws IOException {
        List<String> documented = ROW.matcher(Files.readString(Path.of("../docs/e2e.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .sorted()
                .toList();

        assertEquals(scenarios(), documented);
    }

    private static List<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Scenario.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList();
        }
    }
}
