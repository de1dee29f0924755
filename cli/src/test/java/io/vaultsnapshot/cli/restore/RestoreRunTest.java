package io.vaultsnapshot.cli.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.cli.restore.RestoreRun.End;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with answers of commands and of the operator. The commands themselves run in module e2e. */
class RestoreRunTest {
    private static final Clock CLOCK = Clock.fixed(RestorePlans.TAKEN.plus(Duration.ofHours(5)), ZoneOffset.UTC);

    @TempDir
    private Path temporary;

    private final RestorePlan plan = RestorePlans.plan(RestoreTarget.EXISTING);
    private final Map<RestoreStep, Shell.Answer> answers = new EnumMap<>(RestoreStep.class);
    private final List<RestoreStep> executed = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final Deque<String> typed = new ArrayDeque<>();

    private final Shell shell = new Shell() {
        @Override
        public Answer run(String command, Map<RestoreVariable, String> variables) {
            RestoreStep step = plan.steps().stream()
                    .filter(each -> each.command().equals(command) && !executed.contains(each))
                    .findFirst()
                    .orElseThrow();
            executed.add(step);
            return answers.getOrDefault(step, new Answer(0, good(step)));
        }

        @Override
        public Answer runTyped(String command, Map<RestoreVariable, String> variables) {
            run(command, variables);
            return new Answer(0, "");
        }
    };

    private static String good(RestoreStep step) {
        return switch (step) {
            case TOOLS -> "OpenBao v2.6.2\n\"Arn\": \"x\"\nyes\n";
            case FOLDER -> "drwx------ 2 root root 4096 restore-demo\n";
            case DOWNLOAD -> "{\"VersionId\": \"v1\"}\n";
            case CHECKSUM -> "a".repeat(64) + " *restore-demo/vault.snap\n";
            case VERIFY -> "intact  restore-demo/vault.snap\n";
            case REACH -> "\"sealed\": false\n";
            case PAUSE, RESUME -> "cronjob.batch/vault-snapshot-cronjob patched\n";
            case INDEX -> "\"raft_applied_index\": 100\n";
            case SAFETY -> "before.snap: intact\n";
            case UNSEALED, ACTIVE_AGAIN -> "\"sealed\": false\n\"is_self\": true\n";
            case CANARY -> "\"nonce\": \"n0nce+\"\n";
            case NEW_SNAPSHOT -> "job.batch/after-restore-1 condition met\n";
            case ACKNOWLEDGE -> "{\"state\": \"healthy\"}\n";
            default -> "fine\n";
        };
    }

    private End execute() throws IOException {
        return new RestoreRun(
                        plan,
                        RestoreJournal.of(plan, temporary.resolve("run"), CLOCK),
                        shell,
                        question -> typed.isEmpty() ? "y" : typed.removeFirst(),
                        new PrintWriter(out, true),
                        CLOCK)
                .execute();
    }

    private String transcript() throws IOException {
        return Files.readString(temporary.resolve("run/transcript.log"));
    }

    @Test
    void execute_goodAnswers_runsAllStepsAndKeepsATranscript() throws IOException {
        assertEquals(End.COMPLETE, execute(), out::toString);

        assertEquals(plan.steps(), executed);
        assertTrue(transcript().contains("$ bao operator raft snapshot restore")
                || transcript().contains("operator raft snapshot restore -force restore-demo/vault.snap"));
        assertTrue(transcript().contains("\"nonce\": \"n0nce+\"\nexit code 0"), this::readTranscript);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(temporary.resolve("run"))));
    }

    private String readTranscript() {
        try {
            return transcript();
        } catch (IOException none) {
            return "no transcript";
        }
    }

    @Test
    void execute_everyStepWithAnotherAnswer_stopsThere() throws IOException {
        for (RestoreStep step : plan.steps()) {
            if (step.answer() == null) {
                continue;
            }
            answers.clear();
            executed.clear();
            answers.put(step, new Shell.Answer(0, "something else\n"));
            Path done = temporary.resolve("run/done");
            Files.deleteIfExists(done);

            assertEquals(End.DEVIATION, execute(), step.name());
            assertEquals(step, executed.get(executed.size() - 1));
        }
    }

    @Test
    void execute_commandFails_stopsAndGoesOnThereTheNextTime() throws IOException {
        answers.put(RestoreStep.RESTORE, new Shell.Answer(2, "permission denied\n"));
        assertEquals(End.DEVIATION, execute());
        assertTrue(out.toString().contains("exit code 2"), out::toString);

        answers.clear();
        executed.clear();
        assertEquals(End.COMPLETE, execute());
        assertEquals(RestoreStep.RESTORE, executed.get(0));
    }

    @Test
    void execute_operatorQuits_runsNothingMore() throws IOException {
        typed.addAll(List.of("y", "what?", "q"));

        assertEquals(End.STOPPED, execute());
        assertEquals(List.of(RestoreStep.TOOLS), executed);
        assertTrue(out.toString().contains("Please type y, s or q."), out::toString);
    }

    @Test
    void execute_stepSkipped_isDoneWithoutBeingRun() throws IOException {
        typed.add("s");

        assertEquals(End.COMPLETE, execute());
        assertFalse(executed.contains(RestoreStep.TOOLS));
        assertTrue(transcript().contains("skipped TOOLS"));
    }

    @Test
    void execute_serverNewerThanSnapshot_isAskedAboutTwice() throws IOException {
        answers.put(RestoreStep.INDEX, new Shell.Answer(0, "\"raft_applied_index\": 150\n"));
        List<String> before = new ArrayList<>();
        plan.steps().subList(0, plan.steps().indexOf(RestoreStep.INDEX) + 1).forEach(step -> before.add("y"));

        typed.addAll(before);
        typed.addAll(List.of("30", "demo"));
        assertEquals(End.COMPLETE, execute());
        assertTrue(out.toString().contains("30 writes of the last 5 h will be lost"), out::toString);
    }

    @Test
    void execute_lossNotConfirmed_leavesTheServerAlone() throws IOException {
        answers.put(RestoreStep.INDEX, new Shell.Answer(0, "\"raft_applied_index\": 150\n"));
        for (List<String> wrong : List.of(List.of("yes", "demo"), List.of("30", "prod"))) {
            executed.clear();
            Files.deleteIfExists(temporary.resolve("run/done"));
            plan.steps().subList(0, plan.steps().indexOf(RestoreStep.INDEX) + 1).forEach(step -> typed.add("y"));
            typed.addAll(wrong);

            assertEquals(End.STOPPED, execute());
            assertFalse(executed.contains(RestoreStep.RESTORE));
            typed.clear();
        }
    }

    @Test
    void journal_ofAnotherPlan_isRefused() throws IOException {
        execute();
        RestorePlan other = RestorePlans.plan(RestoreTarget.NEW);

        assertThrows(IOException.class, () -> RestoreJournal.of(other, temporary.resolve("run"), CLOCK));
    }

    @Test
    void plan_versionWithControlCharacters_isRefused() {
        ChosenSnapshot hostile =
                new ChosenSnapshot(RestorePlans.record(RestorePlans.TAKEN, "v1\u001b[2J"), "you named it", List.of());

        assertThrows(IllegalArgumentException.class, () -> RestorePlan.of(RestoreTarget.NEW, hostile, Map.of()));
    }
}
