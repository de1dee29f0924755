package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
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
        assertEquals(328, ((Map<?, ?>) object.get("contents")).get("entries"));
        assertEquals(List.of("2.6.2"), object.get("serverVersions"));
        assertEquals(
                Map.of("type", "shamir", "shares", 5, "threshold", 3, "rootKeyDigest", "5ba7460aa11c60ef"),
                object.get("seal"));
    }

    @Test
    void inspect_namespaceWithASealOfItsOwn_isNamed() {
        CommandRun run = CommandRun.of("inspect", "../fixtures/openbao-2.6.2-namespace.snap");

        assertEquals(ExitCode.INTACT, run.exitCode());
        assertTrue(run.out().contains("own seals        namespaces 17a43706-2776-2768-a706-0201ea865696"), run::out);
    }

    @Test
    void inspect_kmsSnapshot_showsKeyRecoveryAndKinds() {
        CommandRun run = CommandRun.of("inspect", "../fixtures/openbao-2.6.2-awskms.snap");
        assertEquals(ExitCode.INTACT, run.exitCode());
        for (String line : List.of(
                "seal             awskms",
                "seal key         arn:aws:kms:eu-north-1:123456789012:key/89f9abe9-8d70-4ed1-ad9b-6bc5f77b1d79",
                "recovery keys    1 of 1",
                "raft servers     n1 127.0.0.1:")) {
            assertTrue(run.out().contains(line), run::out);
        }
        assertTrue(run.out().matches("(?s).*\n  tokens +1 .*\n  leases +0 .*largest entries.*"), run::out);
    }

    @Test
    void inspect_keyLongerThanItsColumn_leavesTheNumbersInTheirs() {
        String out = CommandRun.of("inspect", "../fixtures/openbao-2.6.2-awskms.snap")
                .out();
        String largest = out.substring(out.indexOf("largest entries"));
        assertTrue(largest.matches("(?s).*\n  sys/token/id/h\\w+\n {77}606\n.*"), largest);
        assertTrue(largest.contains("\n  core/wrapping/jwtkey" + " ".repeat(55) + "555\n"), largest);
    }

    @Test
    void inspect_depth_cutsPrefixesThere() {
        String out = CommandRun.of("inspect", "--depth", "1", SNAPSHOT).out();
        assertTrue(out.contains("\n  logical/   "), out);
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("inspect", "--depth", "0", SNAPSHOT).exitCode());
    }

    @Test
    void diff_sameSnapshot_hasNothingToLookAt() {
        CommandRun run = CommandRun.of("inspect", "--diff", SNAPSHOT, SNAPSHOT);
        assertEquals(ExitCode.INTACT, run.exitCode());
        assertTrue(run.out().contains("can be a later snapshot of the same server"), run::out);
        assertFalse(run.out().lines().anyMatch(line -> line.startsWith("*")), run::out);
    }

    @Test
    void diff_twoServers_saysSo() {
        CommandRun run = CommandRun.of("inspect", "--diff", SNAPSHOT, "../fixtures/openbao-2.6.2-awskms.snap");
        assertEquals(ExitCode.FINDINGS, run.exitCode());
        for (String warning : List.of(
                "the raft index goes backwards, from 330 to 52",
                "the seal changed",
                "they come from different servers",
                "* raft index ")) {
            assertTrue(run.out().contains(warning), run::out);
        }
    }

    @Test
    void diff_json_growthAddsUp() throws IOException {
        Map<String, Object> object = Json.read(CommandRun.of(
                        "inspect", "--diff", "--format", "json", "../fixtures/openbao-2.6.2-shamir.snap", SNAPSHOT)
                .out());
        long growth = ((Map<?, ?>) object.get("growth"))
                .values().stream()
                        .mapToLong(row -> ((Number) ((Map<?, ?>) row).get("entries")).longValue())
                        .sum();
        assertEquals(328 - 31, growth);
        Map<?, ?> before = (Map<?, ?>) object.get("before");
        assertEquals(31, ((Map<?, ?>) before.get("contents")).get("entries"));
    }

    @Test
    void diff_oneSnapshot_isAUsageError() {
        assertEquals(
                ExitCode.USAGE, CommandRun.of("inspect", "--diff", SNAPSHOT).exitCode());
    }

    @Test
    void diff_oneThatCannotBeRead_couldNotLook() {
        assertEquals(
                ExitCode.COULD_NOT_LOOK,
                CommandRun.of("inspect", "--diff", SNAPSHOT, "no-such.snap").exitCode());
    }
}
