package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.verifier.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InspectCommandTest {
    private static final String SNAPSHOT = "../fixtures/openbao-2.6.2-300-secrets.snap";

    @Test
    void inspect_realSnapshot_showsWhatIsReadableWithoutKeys() {
        CommandRun run = CommandRun.of("inspect", SNAPSHOT);
        assertEquals(ExitCode.INTACT, run.exitCode());
        for (String line : List.of(
                "raft index       330", "server versions  2.6.2", "seal             shamir, 3 of 5 key shares")) {
            assertTrue(run.out().contains(line), run::out);
        }
        assertTrue(run.out().matches("(?s).*logical/[0-9a-f-]+/ +300 +67500\n.*"), run::out);
    }

    @Test
    void inspect_json_countsAddUp() throws IOException {
        Map<String, Object> object =
                Json.read(CommandRun.of("inspect", "--format", "json", SNAPSHOT).out());
        Map<?, ?> prefixes = (Map<?, ?>) object.get("prefixes");
        long entries = prefixes.values().stream()
                .mapToLong(count -> ((Number) ((Map<?, ?>) count).get("entries")).longValue())
                .sum();
        assertEquals(328, entries);
        assertEquals(328, object.get("entries"));
        assertEquals(List.of("2.6.2"), object.get("serverVersions"));
        assertEquals(Map.of("type", "shamir", "shares", 5, "threshold", 3), object.get("seal"));
    }
}
