package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All templates, word for word, so that a change of CDK or of a setting shows as a diff of what is deployed. */
class GoldenTemplateTest {
    private static final String UPDATE = "mvn -pl infra -am test -Dgolden.update=true";
    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full", "pod-identity", "elsewhere"})
    void templates_areTheGoldenOnes(String settings) throws IOException {
        Path folder = Path.of("src/test/resources/golden", settings);
        Map<String, JsonNode> files = SynthesizedStack.of(settings).files();
        if (Boolean.getBoolean("golden.update")) {
            for (String old : names(folder)) {
                Files.delete(folder.resolve(old));
            }
            Files.createDirectories(folder);
            for (Map.Entry<String, JsonNode> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), pretty(file.getValue()));
            }
        }
        assertEquals(new TreeSet<>(files.keySet()), names(folder), "write them with: " + UPDATE);
        for (Map.Entry<String, JsonNode> file : files.entrySet()) {
            Path golden = folder.resolve(file.getKey());
            compare(
                    golden,
                    Files.readString(golden).lines().toList(),
                    pretty(file.getValue()).lines().toList());
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static void compare(Path golden, List<String> expected, List<String> now) {
        for (int line = 0; line < Math.max(expected.size(), now.size()); line++) {
            String was = line < expected.size() ? expected.get(line) : "(end of file)";
            String is = line < now.size() ? now.get(line) : "(end of file)";
            if (!was.equals(is)) {
                fail(golden + " differs in line " + (line + 1) + ":\n  golden: " + was + "\n  now:    " + is
                        + "\nIf that is what you want: " + UPDATE);
            }
        }
    }

    private static String pretty(JsonNode template) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentObjectsWith(lines);
        printer.indentArraysWith(lines);
        return SORTED.writer(printer).writeValueAsString(SORTED.treeToValue(template, Object.class)) + "\n";
    }
}
