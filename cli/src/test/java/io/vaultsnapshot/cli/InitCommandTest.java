package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} at a terminal, which the launcher tells it. */
class InitCommandTest {
    private static final Map<String, String> LAUNCHER = Map.of("vault-snapshot.asks", "true");
    private static final String[] GIVEN = {"init", "--account=222233334444", "--region=eu-north-1", "--cluster=prod"};

    private final InputStream realInput = System.in;

    @TempDir
    private Path checkout;

    @BeforeEach
    void cloned() throws IOException {
        Files.copy(Path.of("../cdk.json"), checkout.resolve("cdk.json"));
        System.setProperty("vault-snapshot.home", checkout.toString());
        LAUNCHER.forEach(System::setProperty);
    }

    @AfterEach
    void restore() {
        System.clearProperty("vault-snapshot.home");
        LAUNCHER.keySet().forEach(System::clearProperty);
        System.setIn(realInput);
    }

    @Test
    void answers_typedAndConfirmed_areWritten() throws IOException {
        CommandRun run = type("openbao\n\noncall\noncall@example.com\n\n");

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertTrue(run.out().contains("Server, vault or openbao [vault]: "), run::out);
        assertTrue(run.out().contains("alerts[0].endpoint: 'oncall' is not"), run::out);
        assertTrue(run.out().endsWith("Next: ./vault-snapshot doctor\n"), run::out);
        assertEquals("""
                {
                  "$schema": "./docs/settings.schema.json",
                  "account": "222233334444",
                  "region": "eu-north-1",
                  "clusters": [
                    {"name":"prod","server":"openbao"}
                  ],
                  "alerts": [
                    {"protocol":"email","endpoint":"oncall@example.com"}
                  ]
                }
                """, Files.readString(checkout.resolve("settings.local.json")));
    }

    @Test
    void answers_notConfirmedOrInterrupted_writeNothing() throws IOException {
        String before = Files.readString(checkout.resolve("cdk.json"));
        for (String typed : new String[] {"", "openbao\n", "\n\noncall@example.com\nn\n", "\n\noncall@example.com\n"}) {
            CommandRun run = type(typed);

            assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
            assertTrue(run.err().startsWith("vault-snapshot init: nothing was written"), run::err);
            assertFalse(Files.exists(checkout.resolve("settings.local.json")));
            assertEquals(before, Files.readString(checkout.resolve("cdk.json")));
        }
    }

    @Test
    void yes_takesWhatIsOfferedAndAsksForTheRestOnly() {
        CommandRun run = type("oncall@example.com\n", "--yes");

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertFalse(run.out().contains("Server") || run.out().contains("[Y/n]"), run::out);
    }

    /** As a person upgrades: the new version's cdk.json is the example. */
    @Test
    void settings_copiedFromAnOlderVersion_areNamedAndStayAsTheyAre() throws IOException {
        Path copied = Files.writeString(checkout.resolve("settings.local.json"), "{\"mine\": 1}\n");

        CommandRun run = CommandRun.of("init");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals(copied + " was there; cdk.json names it now.\nNext: ./vault-snapshot doctor\n", run.out());
        assertEquals("{\"mine\": 1}\n", Files.readString(copied));
        assertTrue(Files.readString(checkout.resolve("cdk.json"))
                .contains("\"vault-snapshot\": {\n      \"settingsFile\": \"settings.local.json\"\n    }"));
        CommandRun again = CommandRun.of("init");
        assertEquals(ExitCode.USAGE, again.exitCode(), again::toString);
        assertTrue(
                again.err().contains("settings.local.json exists; edit it, or overwrite it with --force"), again.err());
    }

    /** Who gives answers wants them written. */
    @Test
    void settings_copiedAndAnswersGiven_areNotTouched() throws IOException {
        Path copied = Files.writeString(checkout.resolve("settings.local.json"), "{\"mine\": 1}\n");

        CommandRun run = CommandRun.of(GIVEN);
        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        assertEquals("{\"mine\": 1}\n", Files.readString(copied));
    }

    private static CommandRun type(String text, String... more) {
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        String[] all = new String[GIVEN.length + more.length];
        System.arraycopy(GIVEN, 0, all, 0, GIVEN.length);
        System.arraycopy(more, 0, all, GIVEN.length, more.length);
        return CommandRun.of(all);
    }
}
