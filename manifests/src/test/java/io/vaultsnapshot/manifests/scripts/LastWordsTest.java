package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.run.RunStart;
import io.vaultsnapshot.contract.run.RunStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a run of the backup job says about itself: both scripts in the order of the pod, with stand-ins for the CLIs. The
 * document that arrives is read as the verifier reads it.
 */
class LastWordsTest {
    private static final String REAL =
            Path.of("../fixtures/openbao-2.6.2-shamir.snap").toAbsolutePath().toString();
    private static final String SAVE = "cat '" + REAL + "' >\"$5\"";
    private static final String LOGIN = "echo hvs.CAESILoginTokenLoginToken";
    private static final List<String> PROGRAMS = List.of(
            "cat",
            "chmod",
            "cut",
            "date",
            "dd",
            "gzip",
            "head",
            "id",
            "mv",
            "od",
            "rm",
            "sed",
            "sh",
            "sha256sum",
            "sleep",
            "stat",
            "timeout",
            "tr",
            "wc");

    private final Path folder;
    private final Path share;
    private ShellTools tools = ShellTools.MACHINE;
    private String attempts = "1";
    private String timeout = "900s";
    private String upload = "";
    private String put = "";

    LastWordsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.share = Files.createDirectory(folder.resolve("share"));
        Files.createDirectory(folder.resolve("cli"));
        Files.writeString(folder.resolve("token"), "eyJ-account-token");
        for (Script each : Script.values()) {
            Files.writeString(folder.resolve(each.fileName()), each.text());
        }
    }

    @Test
    void success_tellsWithTheSnapshotWhenItBegan() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ScriptRun.Result result = run(LOGIN, SAVE);
        assertEquals(0, result.exitCode());

        String call = result.calls().stream()
                .filter(each -> each.startsWith("aws "))
                .reduce((one, two) -> one + "\n" + two)
                .orElseThrow();
        String metadata = call.replaceAll(".* --metadata ", "");
        String[] pairs = metadata.split(",", -1);
        assertEquals(2, pairs.length, call);
        RunStart start = RunStart.parse(
                        pairs[0].replace(RunStart.STARTED_AT_METADATA + "=", ""),
                        pairs[1].replace(RunStart.ATTEMPTS_METADATA + "=", ""))
                .orElseThrow(() -> new AssertionError(call));
        assertEquals(1, start.attempts());
        assertFalse(start.startedAt().isBefore(before) || start.startedAt().isAfter(Instant.now()), call);
        assertFalse(
                Files.exists(folder.resolve("told")), "a document for each good run would start the function twice");
        assertEquals(List.of("vault.snap", "vault.snap.run"), inShare());
    }

    @Test
    void loginIsRefused_tellsStepAttemptsAndTheServersWords_andFailsTheJob() throws Exception {
        attempts = "3";
        String refused = """
                printf 'Error writing data to auth/kube-demo/login: Error making API request.\\n\\n' >&2
                printf 'URL: PUT http://vault/v1/auth/kube-demo/login\\nCode: 403. Errors:\\n\\n' >&2
                printf '* 1 error occurred:\\n\\t* permission denied\\n\\n' >&2
                exit 2""";
        ScriptRun.Result result = run(refused, SAVE);

        assertEquals(1, result.exitCode(), result.output());
        assertEquals(RunStep.LOGIN, told().failed());
        assertEquals(3, told().attempts());
        assertEquals("permission denied", told().error());
        assertEquals("the login failed: permission denied", told().problem());
        assertTrue(result.output().contains("at the step login: permission denied"), result.output());
    }

    @Test
    void savingFails_tellsTheClisLastLine() throws Exception {
        assertEquals(
                1,
                run(LOGIN, "echo 'Error taking the snapshot: no space left on device' >&2; exit 2")
                        .exitCode());

        assertEquals(RunStep.SAVE, told().failed());
        assertEquals("Error taking the snapshot: no space left on device", told().error());
    }

    @Test
    void archiveIsCut_tellsWhatTheCheckFound() throws Exception {
        assertEquals(1, run(LOGIN, "head -c 4000 '" + REAL + "' >\"$5\"").exitCode());

        assertEquals(RunStep.CHECK, told().failed());
        assertEquals("gzip stream is cut short or damaged; take the snapshot again", told().error());
    }

    @Test
    void settingsAreWrong_tellsTheFirstProblem_withItsExitCode() throws Exception {
        Files.delete(folder.resolve("token"));
        Files.writeString(folder.resolve("role-token"), "eyJ");
        attempts = "0";
        ScriptRun.Result result = run(LOGIN, SAVE);

        assertEquals(2, result.exitCode(), result.output());
        assertEquals(2, told().exitCode());
        assertEquals(RunStep.SETTINGS, told().failed());
        assertEquals("SNAPSHOT_ATTEMPTS is 0, so nothing would be tried; set 1 or more", told().error());
    }

    @Test
    void uploadFails_tellsWhatS3Said_withoutTheFilesName() throws Exception {
        upload =
                "echo \"upload failed: ./vault.snap to $4 An error occurred (AccessDenied): not \\\"yours\\\"\" >&2; exit 1";
        ScriptRun.Result result = run(LOGIN, SAVE);

        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("upload failed: ./vault.snap"), result.output());
        assertEquals(RunStep.UPLOAD, told().failed());
        assertEquals("An error occurred (AccessDenied): not \"yours\"", told().error());
    }

    /** Kubernetes stops a pod at the Job's deadline, and kills it 30 seconds later. */
    @Test
    void uploadIsStopped_tellsSo() throws Exception {
        upload = "kill -TERM $PPID; exec sleep 20";
        ScriptRun.Result result = run(LOGIN, SAVE);

        assertEquals(143, result.exitCode(), result.output());
        assertEquals(143, told().exitCode());
        assertEquals("stopped by TERM while uploading", told().error());
    }

    @Test
    void documentIsRefused_theRunEndsAsItDid() throws Exception {
        put = "echo AccessDenied >&2; exit 1";
        ScriptRun.Result result = run(LOGIN, "exit 2");

        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("the verifier is not told"), result.output());
    }

    /** The second login would end after the Job's deadline, and then nothing would be told. */
    @Test
    void serverHangs_isNotAskedAgain() throws Exception {
        attempts = "3";
        timeout = "1s";
        run("sleep 1.1; exit 2", SAVE);

        assertEquals(1, told().attempts());
    }

    static Stream<Arguments> hostileMessages() {
        List<Arguments> all = new ArrayList<>();
        Map<String, String> messages = Map.of(
                "say \"no\" \\ \\n",
                "say \"no\" \\ \\n",
                "\u001b[31mred\u001b[0m \u001b]0;title\u0007end",
                "red  ]0;titleend",
                "'; exit 0 #",
                "'; exit 0 #",
                "a\u00e4b\u0000c\u202ed",
                "abcd",
                "token hvs.CAESIJabcdefghijk and eyJhbGciOiJSUzI1NiJ9.e30.sig",
                "token (token) and (token)",
                "key ASIAIOSFODNN7EXAMPLE",
                "key (key)",
                "first\nlast\n\n  \n",
                "last",
                "x".repeat(1_000),
                "x".repeat(JobRun.LONGEST_ERROR),
                "x".repeat(1_048_576),
                "more than 64 KiB of messages; the log of the pod has them");
        for (ShellTools each : ShellTools.available()) {
            messages.forEach(
                    (message, told) -> all.add(Arguments.of(each, message.getBytes(StandardCharsets.UTF_8), told)));
            all.add(Arguments.of(each, new byte[] {(byte) 0xff, 'o', (byte) 0xc3, 'k', (byte) 0x80}, "ok"));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("hostileMessages")
    void message_ofAnyBytes_isOneLineOfValidJson(ShellTools with, byte[] message, String told) throws Exception {
        tools = with;
        Files.write(share.resolve("vault.snap.error"), message);
        Files.writeString(share.resolve("vault.snap.run"), "1\n2026-11-24T02:00:10Z\nlogin\n3\n");
        ScriptRun.Result result = upload();

        assertEquals(1, result.exitCode(), result.output());
        assertEquals(told, told().error());
    }

    /** Runs both scripts; the exit code is that of the second, which is the pod's. */
    private ScriptRun.Result run(String login, String save) throws IOException, InterruptedException {
        String vault = "case $1 in\nwrite) " + login + " ;;\noperator) " + save + " ;;\nesac";
        ScriptRun take = new ScriptRun(folder)
                .set("VAULT_ADDR", "http://vault.example:8200")
                .set("VAULT_CLI", "vault")
                .set("VAULT_CLIENT_TIMEOUT", timeout)
                .set("CLI_FOLDER", folder.resolve("cli").toString())
                .set("FORBIDDEN_ADDR", "http://kube-dns.example:9153")
                .set("VAULT_AUTH_MOUNT", "kube-demo")
                .set("VAULT_ROLE", "vault-snapshot")
                .set("SERVICE_ACCOUNT_TOKEN_FILE", folder.resolve("token").toString())
                .set("SNAPSHOT_FILE", share.resolve("vault.snap").toString())
                .set("SNAPSHOT_ATTEMPTS", attempts)
                .set("SNAPSHOT_RETRY_SECONDS", "0");
        ScriptRun.Result taken = tools.run(take.program("vault", vault), script(Script.TAKE_SNAPSHOT), PROGRAMS);
        assertEquals(0, taken.exitCode(), taken.output());
        return upload();
    }

    private ScriptRun.Result upload() throws IOException, InterruptedException {
        Path token = folder.resolve(Files.exists(folder.resolve("role-token")) ? "role-token" : "token");
        ScriptRun script = new ScriptRun(folder)
                .set("SNAPSHOT_FILE", share.resolve("vault.snap").toString())
                .set("SNAPSHOT_BUCKET", "bucket")
                .set("SNAPSHOT_PREFIX", "snapshots/demo/")
                .set("RUNS_PREFIX", RunKey.prefix("demo"))
                .set("SNAPSHOT_KMS_ALIAS", "alias/bucket")
                .set("AWS_REGION", "eu-north-1")
                .set("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/writer")
                .set("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString())
                .program(
                        "aws",
                        "case $4 in */runs/*) cat \"$3\" >'" + folder + "/told'; echo \"${4#s3://bucket/}\" >'" + folder
                                + "/key'; " + put + " ;; *) :; " + upload + " ;; esac");
        ScriptRun.Result result = tools.run(script, script(Script.UPLOAD_SNAPSHOT), PROGRAMS);
        for (String word : Arrays.asList("CAESI", "eyJ-account-token")) {
            assertFalse(Files.exists(folder.resolve("told")) && document().contains(word), this::document);
        }
        return result;
    }

    private String script(Script script) {
        return folder.resolve(script.fileName()).toString();
    }

    private JobRun told() throws IOException {
        JobRun run = JobRun.of(new ObjectMapper().readValue(document(), Map.class));
        assertEquals(run.key().format(), Files.readString(folder.resolve("key")).strip());
        return run;
    }

    private String document() {
        try {
            return Files.readString(folder.resolve("told"));
        } catch (IOException none) {
            throw new AssertionError("nothing was told", none);
        }
    }

    private List<String> inShare() throws IOException {
        try (Stream<Path> files = Files.list(share)) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }
}
