package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The first hour of somebody whose account and cluster are empty. */
    @Test
    void doctor_nothingIsDeployed_namesTheStepsInTheirOrder() throws Exception {
        init("--account=222233334444", "--region=eu-north-1", "--cluster=prod", "--email=oncall@example.com");
        program("aws", """
                case "$*" in
                  --version) echo aws-cli/2.17.0 ;;
                  *get-caller-identity*) echo '{"Account": "222233334444", "Arn": "arn:aws:iam::222233334444:user/me"}' ;;
                  "configure list") echo "region eu-north-1 env AWS_REGION" ;;
                  *describe-cluster*) echo '{"cluster": {"identity": {"oidc": {"issuer": "https://oidc.example.com/id/A"}}}}' ;;
                  *list-open-id-connect-providers*) echo '{"OpenIDConnectProviderList": []}' ;;
                  *head-bucket*) echo "An error occurred (404) when calling HeadBucket: Not Found" >&2; exit 255 ;;
                  *describe-stacks*) echo "An error occurred (ValidationError): does not exist" >&2; exit 255 ;;
                  *) echo "An error occurred (AccessDenied): $*" >&2; exit 255 ;;
                esac
                """);
        program("kubectl", """
                case "$*" in
                  "version --client") echo "Client Version: v1.34.2" ;;
                  *) echo 'Error from server (NotFound): cronjobs.batch "vault-snapshot-cronjob" not found' >&2; exit 1 ;;
                esac
                """);

        CommandRun run = new Launcher(folder)
                .withoutAws()
                .with("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"))
                .run("doctor", "--context", "eks-prod");

        assertEquals(ExitCode.FINDINGS, run.exitCode(), run::toString);
        assertEquals("", run.err());
        String printed = run.out().replaceAll("\\s+", " ");
        int from = 0;
        for (String step : List.of(
                "ok credentials: arn:aws:iam::222233334444:user/me",
                "Next: npx cdk bootstrap aws://222233334444/eu-north-1",
                "miss identity of prod: IAM has no OIDC provider of https://oidc.example.com/id/A",
                "is free; the stack creates it",
                "miss stack: stack VaultSnapshot is not deployed Next: npx cdk deploy",
                "Next: kubectl --context eks-prod apply -f dist/prod",
                "skipped sweep: needs 'stack'")) {
            int at = printed.indexOf(step, from);
            assertTrue(at >= 0, () -> step + "\nis not there, or not in its place, in\n" + run.out());
            from = at;
        }
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script);
        assertTrue(file.toFile().setExecutable(true));
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
