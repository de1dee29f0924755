package io.vaultsnapshot.infra;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole template, word for word, so that a change of CDK or of a setting shows as a diff of what is deployed. */
class GoldenTemplateTest {
    private static final String UPDATE = "mvn -pl infra -am test -Dgolden.update=true";
    private static final ObjectMapper SORTED =
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "full"})
    void template_isTheGoldenOne(String settings) throws IOException {
        Path golden = Path.of("src/test/resources/golden", settings + ".template.json");
        String now = pretty(SynthesizedStack.of(settings).template().template());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, now);
        } else if (!Files.exists(golden)) {
            fail(golden + " does not exist; write it with: " + UPDATE);
        } else {
            compare(
                    golden,
                    Files.readString(golden).lines().toList(),
                    now.lines().toList());
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
