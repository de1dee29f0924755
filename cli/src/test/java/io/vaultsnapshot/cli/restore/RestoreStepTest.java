package io.vaultsnapshot.cli.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RestoreStepTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z][A-Z0-9_]+)");

    @ParameterizedTest
    @EnumSource
    void command_everyStep_isAShellCommandOverKnownVariables(RestoreStep step) throws Exception {
        Process shell = new ProcessBuilder("sh", "-n", "-c", step.command()).start();
        assertEquals(0, shell.waitFor(), step.command());

        Set<String> known =
                Arrays.stream(RestoreVariable.values()).map(Enum::name).collect(Collectors.toSet());
        for (String text : new String[] {step.command(), String.valueOf(step.answer())}) {
            Matcher used = VARIABLE.matcher(text);
            while (used.find()) {
                assertTrue(known.contains(used.group(1)) || used.group(1).equals("VAULT_ADDR"), used.group());
            }
        }
    }

    @Test
    void variables_everyOne_isUsed() {
        String commands = Arrays.stream(RestoreStep.values())
                .map(step -> step.command() + step.answer())
                .collect(Collectors.joining());
        for (RestoreVariable variable : RestoreVariable.values()) {
            assertTrue(commands.contains(variable.reference()), variable.name());
        }
    }

    @Test
    void procedures_all_useEveryStep() {
        Set<RestoreStep> used = EnumSet.noneOf(RestoreStep.class);
        for (RestoreTarget target : RestoreTarget.values()) {
            used.addAll(RestoreProcedure.of(target, true, true));
            used.addAll(RestoreProcedure.of(target, false, false));
        }
        used.addAll(RestoreProcedure.LOST_KEY);
        assertEquals(EnumSet.allOf(RestoreStep.class), used);
    }

    @ParameterizedTest
    @EnumSource(names = {"EXISTING", "NEW"})
    void procedure_always_takesTheWayBackBeforeItRestores(RestoreTarget target) {
        var steps = RestoreProcedure.of(target, true, true);
        int restore = steps.indexOf(RestoreStep.RESTORE);

        assertTrue(steps.indexOf(RestoreStep.CHECKSUM) < restore);
        int wayBack = steps.indexOf(target == RestoreTarget.EXISTING ? RestoreStep.SAFETY : RestoreStep.REACH_NEW);
        assertTrue(wayBack >= 0 && wayBack < restore, steps::toString);
    }

    @Test
    void names_inCommands_areTheContracts() {
        String cronJob = "cronjob/" + KubernetesNames.CRON_JOB;
        assertTrue(RestoreStep.NEW_SNAPSHOT.command().contains(cronJob));
        for (RestoreStep step : EnumSet.of(RestoreStep.PAUSE, RestoreStep.RESUME)) {
            assertTrue(step.command().contains("cronjob " + KubernetesNames.CRON_JOB + " "), step.command());
        }
        assertTrue(RestoreStep.CANARY.command().endsWith(" " + DrillNames.CANARY_PATH));
        assertTrue(RestoreStep.DRILL_START.command().contains("cronjob/" + DrillNames.CRON_JOB + " "));
        for (DrillJobEnv variable :
                List.of(DrillJobEnv.DRILL_KEY, DrillJobEnv.DRILL_VERSION_ID, DrillJobEnv.DRILL_STAY_SECONDS)) {
            assertTrue(RestoreStep.DRILL_START.command().contains(" " + variable + "="), variable.name());
        }
        for (RestoreStep step : RestoreProcedure.of(RestoreTarget.DRILL, true, true)) {
            assertTrue(
                    step == RestoreStep.TOOLS
                            || step.command()
                                    .contains("kubectl --context \"$CONTEXT\" -n " + DrillNames.NAMESPACE + " "),
                    step.command());
        }
        assertTrue(RestoreStep.ACKNOWLEDGE.command().contains(StatusKey.of("$CLUSTER")));
    }

    @ParameterizedTest
    @CsvSource({
        "'cp \"$FOLDER/vault.snap\" x', 'cp ''a b/vault.snap'' x'",
        "'ls \"$BUCKET\"', 'ls it''\\''''s'",
        "'echo \"s3://$KEY/x\"', 'echo \"s3://k/x\"'",
        "'echo $CLI \"$NONCE\"', 'echo bao \"$NONCE\"'",
    })
    void filled_valuesWithSpacesAndQuotes_areQuoted(String command, String expected) {
        Map<RestoreVariable, String> values = Map.of(
                RestoreVariable.FOLDER, "a b",
                RestoreVariable.BUCKET, "it's",
                RestoreVariable.KEY, "k",
                RestoreVariable.CLI, "bao");
        assertEquals(expected.replace("it'\\''s", "'it'\\''s'"), new CommandText(values).filled(command));
    }

    @Test
    void pattern_valueWithMeta_isTakenLiterally() {
        CommandText text = new CommandText(Map.of(RestoreVariable.NONCE, "a+b"));

        assertTrue(text.pattern("\"nonce\": \"$NONCE\"")
                .matcher("\"nonce\": \"a+b\"")
                .find());
        assertFalse(text.pattern("\"nonce\": \"$NONCE\"")
                .matcher("\"nonce\": \"aab\"")
                .find());
    }

    @Test
    void shell_command_getsTheVariablesAndItsOutputIsReturned() throws IOException {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Shell.Answer answer = new ProcessShell(shown)
                .run("echo \"$KEY\"; echo wrong >&2; exit 3", Map.of(RestoreVariable.KEY, "$(id) `id`"));

        assertEquals(new Shell.Answer(3, "$(id) `id`\nwrong\n"), answer);
        assertEquals(answer.output(), shown.toString(StandardCharsets.UTF_8));
    }
}
