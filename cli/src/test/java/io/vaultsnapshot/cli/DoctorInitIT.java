package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.snapshot.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code init} and {@code doctor} through the real launcher, in a folder with the cdk.json of a fresh clone. */
class DoctorInitIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void cloned() throws Exception {
        Files.copy(Launcher.PATH.resolveSibling("cdk.json"), folder.resolve("cdk.json"));
    }

    @Test
    void init_withoutATerminal_namesWhatIsMissingAndWritesNothing() throws Exception {
        CommandRun run = new Launcher(folder).withoutAws().run("init", "--account", "222233334444");

        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        assertEquals(
                "vault-snapshot init: there is no terminal to ask at; missing: --region, --cluster, --email\n"
                        + "Try 'vault-snapshot init --help'.\n",
                run.err());
        assertFalse(Files.exists(folder.resolve("settings.local.json")));
    }

    @Test
    void init_wrongAnswers_areAllNamedByTheirOptions() throws Exception {
        CommandRun run = init("--account=12", "--region=moon", "--cluster=a/b", "--server=consul", "--email=me");

        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        for (String flag : new String[] {"--account: ", "--region: ", "--cluster: ", "--server: ", "--email: "}) {
            assertTrue(run.err().contains(flag), run::err);
        }
    }

    @Test
    void init_thenDoctor_usesWhatWasWritten_andASecondInitIsRefused() throws Exception {
        CommandRun run =
                init("--account=222233334444", "--region=eu-north-1", "--cluster=prod", "--email=oncall@example.com");
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals("", run.err());

        CommandRun doctor = new Launcher(folder).withoutAws().run("doctor");
        assertEquals(ExitCode.FINDINGS, doctor.exitCode(), doctor::toString);
        assertEquals("", doctor.err());
        assertTrue(doctor.out().contains("ok       settings: 1 cluster"), doctor::out);
        assertFalse(doctor.out().contains("\u001b"), "no colours where there is no terminal");

        CommandRun again = init("--account=222233334444", "--region=eu-west-1", "--cluster=x", "--email=a@b.example");
        assertEquals(ExitCode.USAGE, again.exitCode(), again::toString);
        assertTrue(again.err().contains("settings.local.json exists; edit it, or overwrite it with --force"));
        assertFalse(Files.readString(folder.resolve("settings.local.json")).contains("eu-west-1"));
        assertEquals(
                ExitCode.INTACT,
                init("--force", "--account=222233334444", "--region=eu-west-1", "--cluster=x", "--email=a@b.example")
                        .exitCode());
    }

    @Test
    void doctor_asJson_isOneObjectWithItsSchema() throws Exception {
        CommandRun run = new Launcher(folder).withoutAws().run("doctor", "--format", "json");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertEquals("", run.err());
        assertEquals(Schema.DOCTOR_OUTPUT.text(), Json.read(run.out()).get(Schema.FIELD));
    }

    private CommandRun init(String... options) throws Exception {
        String[] all = new String[options.length + 1];
        all[0] = "init";
        System.arraycopy(options, 0, all, 1, options.length);
        return new Launcher(folder).withoutAws().run(all);
    }
}
