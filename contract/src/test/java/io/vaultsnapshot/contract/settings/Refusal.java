package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** What the parser says to settings that it refuses. */
final class Refusal {
    private Refusal() {}

    static void assertProblems(Map<String, ?> block, String... expected) {
        assertEquals(List.of(expected), problems(() -> SettingsParser.parse(block)));
    }

    static List<String> problems(Executable parse) {
        return assertThrows(InvalidSettingsException.class, parse).problems().stream()
                .map(SettingsProblem::toString)
                .toList();
    }
}
