package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code restore-snapshot.sh} with a stand-in for the server's program, which is client and server. The file {@code state} is
 * the server: {@code empty}, {@code sealed}, or the id of the cluster that it is while it is unsealed.
 */
@Execution(ExecutionMode.CONCURRENT)
class RestoreSnapshotScriptTest {
    private static final String REAL = "../fixtures/openbao-2.6.2-shamir.snap";
    private static final String ROOT = "s.root-of-the-throw-away-server";
    private static final String SHARE = "share-of-the-throw-away-server";
    private static final String KEY = "unseal-key-of-production";
    private static final String TOKEN = "b.token-of-the-drill";
    private static final String API_ERROR =
            "printf 'Error making API request.\\nCode: 500. Errors:\\n\\n* broken\\n' >&2; exit 2";

    /** By the command's first two words, what the program does instead of succeeding. */
    private final Map<String, String> instead = new LinkedHashMap<>();

    private final Path folder;
    private final DrillRun drill;

    RestoreSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        drill = new DrillRun(folder, Script.RESTORE_SNAPSHOT);
        Files.writeString(folder.resolve("seal.hcl"), "seal \"static\" {}\n");
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("state"), "empty");
        drill.with()
                .set("SNAPSHOT_FILE", Path.of(REAL).toAbsolutePath().toString())
                .set("VAULT_CLI", "bao")
                .set("CLI_FOLDER", folder.resolve("cli").toString())
                .set("SERVER_FOLDER", folder.resolve("server").toString())
                .set("SEAL", "secret")
                .set("SEAL_FILE", folder.resolve("seal.hcl").toString())
                .set("RESTORE_SECONDS", "40");
    }

    @Test
    void sealThatOpensItself_canaryAndMountsAreRead() throws Exception {
        ScriptRun.Result result = restore();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals("RESTORED", drill.kept("result"), result.output());
        assertEquals("openbao 2.6.2", drill.kept("server-product") + " " + drill.kept("server-version"));
        assertEquals("abc", drill.kept("canary-nonce"));
        assertEquals("2026-11-01T01:59:58Z", drill.kept("canary-written-at"));
        assertEquals("2", drill.kept("mounts"));
        assertTrue(drill.kept("unsealed-after-seconds").matches("[0-9]+"));
        assertTrue(drill.kept("read-after-seconds").matches("[0-9]+"));
        assertEquals(
                List.of("start OK", "restore OK", "unseal OK", "read OK"),
                drill.kept("steps")
                        .lines()
                        .map(line -> line.replaceAll(" .* ", " "))
                        .toList());
        assertEquals(1, result.callsStartingWith("bao server "), "it needs no second start");
        assertNoServerIsLeft();
    }

    @Test
    void timeToStay_isSpentWithTheRestoredServerAfterItsResult() throws Exception {
        drill.with().set("DRILL_STAY_SECONDS", "3");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
        assertTrue(result.output().contains("the restored server stays for 3 s"), result.output());
        assertNoServerIsLeft();
    }

    @Test
    void shamirWithKeys_isStartedAgainAndUnsealed() throws Exception {
        shamir();
        keys("k1", "k2");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
        assertEquals(2, result.callsStartingWith("bao server "));
        assertNoServerIsLeft();
    }

    @Test
    void shamirWithoutKeys_endsSealed() throws Exception {
        shamir();
        drill.with().unset("KEYS_FOLDER");
        ScriptRun.Result result = restore();
        assertEquals(
                "SEALED: it needs 2 of 3 unseal keys, and the drill was given none",
                drill.end().orElseThrow());
        assertEquals("", drill.kept("unsealed-after-seconds"), result.output());
        assertNoServerIsLeft();
    }

    @Test
    void keysAndTokens_areInNoArgument_noOutput_andNoFile() throws Exception {
        drill.with().set("RESTORE_SECONDS", "8");
        shamir();
        keys("k1", "k2");
        for (String failing : List.of("", "read -field=nonce", "write -field=token", "operator raft")) {
            Files.writeString(folder.resolve("state"), "empty");
            Files.deleteIfExists(drill.drill().resolve("result"));
            instead.clear();
            instead.put(failing, API_ERROR);
            ScriptRun.Result result = restore();
            for (String secret : List.of(ROOT, SHARE, KEY, TOKEN)) {
                assertFalse(result.output().contains(secret), result.output());
                assertFalse(String.join("\n", result.calls()).contains(secret), failing);
                assertEquals(List.of(), filesWith(secret), failing);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server -config       | echo 'unknown seal' ; exit 1                     | SERVER_NOT_STARTED | unknown seal",
                "operator init        | printf 'Code: 400\\n* no key' >&2 ; exit 2       | SERVER_NOT_STARTED | no key",
                "operator raft        | printf 'Code: 500\\n* unexpected EOF' >&2; exit 2| RESTORE_REFUSED    | unexpected EOF",
                "operator raft        | echo removed >\"$state\"; exit 0                 | STAYED_SEALED      | does not open",
                "write -field=token   | printf 'Code: 400\\n* invalid role' >&2; exit 2  | LOGIN_FAILED       | invalid role",
                "read -field=nonce    | echo 'No value found' >&2; exit 2                | CANARY_MISSING     | No value found",
                "read -field=written_ | echo 'Field not present' >&2; exit 1             | CANARY_MISSING     | Field not present",
                "operator raft        | sleep 30                                         | TIMED_OUT          | the step restore",
                "status -format=json  | exit 1                                           | TIMED_OUT          | the step start",
            })
    void whatFails_endsInItsOwnWord(String command, String what, String word, String text) throws Exception {
        instead.put(command, what);
        if (word.equals("TIMED_OUT") || word.equals("STAYED_SEALED")) {
            drill.with().set("RESTORE_SECONDS", "8");
        }
        ScriptRun.Result result = restore();
        assertEquals(0, result.exitCode(), result.output());
        String end = drill.end().orElseThrow();
        assertTrue(end.startsWith(word + ": ") && end.contains(text), end);
        assertTrue(drill.kept("steps").endsWith(" " + word), drill.kept("steps"));
        assertNoServerIsLeft();
    }

    /** OpenBao's client fails on good restores: "file already closed". */
    @Test
    void clientFailsAndServerHasRestored_theServersStateCounts() throws Exception {
        instead.put("operator raft", "echo snapshots-cluster >\"$state\"; echo 'file already closed' >&2; exit 2");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
    }

    @Test
    void serverAnswersBeforeItHasRestored_isWaitedFor() throws Exception {
        instead.put("operator raft", "(sleep 2; echo snapshots-cluster >\"$state\") >/dev/null 2>&1 & exit 0");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
    }

    /** Vault 1.21 may say that the node was removed from its cluster (hashicorp/vault#31933). The data is there. */
    @Test
    void serverSaysThatItWasRemoved_isStartedAgain() throws Exception {
        instead.put("operator raft", "echo removed >\"$state\"; exit 0");
        instead.put("server -config", "! grep -q removed \"$state\" || echo snapshots-cluster >\"$state\"");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
        assertEquals(2, result.callsStartingWith("bao server "));
    }

    @Test
    void auditDeviceCannotWrite_theMessageHasItsPath() throws Exception {
        instead.put(
                "operator raft",
                "echo standby >\"$state\"; printf '[ERROR] unable to open /a/audit.log\\n[ERROR] core: post-unseal setup"
                        + " failed\\n' >>'" + folder + "/server/server.log'; exit 0");
        restore();
        String end = drill.end().orElseThrow();
        assertTrue(end.startsWith("STAYED_SEALED: ") && end.contains("/a/audit.log"), end);
    }

    /** A snapshot without data: the server takes it, and is as before its first start. */
    @Test
    void serverWithoutData_isNotCalledRestored() throws Exception {
        shamir();
        drill.with().set("RESTORE_SECONDS", "8");
        instead.put("operator raft", "echo empty >\"$state\"; exit 0");
        restore();
        assertEquals("TIMED_OUT", drill.kept("result"));
    }

    @Test
    void keyOfTheSealIsGone_theNextOneIsUsed() throws Exception {
        drill.with()
                .set("SEAL", "awskms")
                .set(
                        "SEAL_KEY_ARNS",
                        "arn:aws:kms:eu-north-1:111122223333:key/gone arn:aws:kms:eu-west-1:111122223333:key/here");
        instead.put(
                "server -config", "! grep -q gone \"${2#-config=}\" || { echo '[ERROR] DisabledException'; exit 1; }");
        ScriptRun.Result result = restore();
        assertEquals("RESTORED", drill.kept("result"), result.output());
        String written = Files.readString(folder.resolve("server/server.hcl"));
        assertTrue(written.contains("region = \"eu-west-1\""), written);
        assertTrue(written.contains("kms_key_id = \"arn:aws:kms:eu-west-1:111122223333:key/here\""), written);
    }

    @Test
    void tooFewKeys_theMessageSaysHowMany() throws Exception {
        shamir();
        keys("k1");
        restore();
        assertEquals(
                "STAYED_SEALED: 1 keys were given, and the server needs 2 of 3",
                drill.end().orElseThrow());
    }

    @Test
    void noKeyInTheSecret_isNamed() throws Exception {
        shamir();
        restore();
        assertTrue(drill.end().orElseThrow().contains("vault-snapshot-drill-keys"));
    }

    @ParameterizedTest
    @CsvSource({"2.6.1, WRONG_VERSION", "2.5.9, WRONG_VERSION", "2.6.2+ent, RESTORED", "2.10.0, RESTORED"})
    void versionOfTheSnapshot_isNotNewerThanTheServers(String version, String word) throws Exception {
        instead.put("version ", "echo 'OpenBao v" + version + " (abc), built'; exit 0");
        restore();
        assertEquals(word, drill.kept("result"));
    }

    /** The pod's later containers run only after exit code 0, and without them there is no proof. */
    @Test
    void noSealInTheSecret_isNamed() throws Exception {
        Files.writeString(folder.resolve("seal.hcl"), "");
        assertEquals(0, restore().exitCode());
        String end = drill.end().orElseThrow();
        assertTrue(end.startsWith("SERVER_NOT_STARTED") && end.contains("vault-snapshot-drill-seal"), end);
    }

    @Test
    void earlierStepFailed_nothingIsStarted() throws Exception {
        drill.keep("result", "NOT_ISOLATED");
        ScriptRun.Result result = restore();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(List.of(), result.calls());
        assertEquals("", drill.kept("steps"));
    }

    @Test
    void missingSettings_areAllNamed() throws Exception {
        drill.with().set("SEAL", "paper").unset("RESTORE_SECONDS");
        ScriptRun.Result result = restore();
        assertEquals(2, result.exitCode());
        assertTrue(result.output().contains("SEAL is 'paper'"), result.output());
        assertTrue(result.output().contains("RESTORE_SECONDS is not set"), result.output());
    }

    private void shamir() {
        drill.with().set("SEAL", "shamir").unset("SEAL_FILE").set("KEYS_FOLDER", folder.resolve("keys") + "");
        instead.put("operator raft", "echo sealed >\"$state\"; exit 0");
    }

    private void keys(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve("keys").resolve(name), KEY + "\n");
        }
    }

    private ScriptRun.Result restore() throws IOException, InterruptedException {
        StringBuilder cases = new StringBuilder();
        instead.forEach((command, what) -> {
            if (!command.isEmpty()) {
                cases.append('\'').append(command).append("'*) ").append(what).append(" ;;\n");
            }
        });
        drill.with().program("bao", """
                state='%s'
                case "$* " in
                %s*) ;;
                esac
                case "$1 $2" in
                'version ') echo 'OpenBao v2.6.2 (abc), built 2026' ;;
                'server '*) echo $$ >"$state.pid"; exec sleep 60 ;;
                'status '*)
                  kill -0 "$(cat "$state.pid")" 2>/dev/null || exit 1
                  case $(cat "$state") in
                  empty) printf '{\\n  "initialized": false,\\n  "sealed": true\\n}\\n'; exit 2 ;;
                  removed) printf '{\\n  "initialized": true,\\n  "sealed": true,\\n  "removed_from_cluster": true\\n}\\n'; exit 2 ;;
                  sealed) printf '{\\n  "initialized": true,\\n  "sealed": true,\\n  "t": 2,\\n  "n": 3\\n}\\n'; exit 2 ;;
                  standby) printf '{\\n  "sealed": false,\\n  "cluster_id": "s",\\n  "is_self": false\\n}\\n'; exit 0 ;;
                  esac
                  printf '{\\n  "sealed": false,\\n  "cluster_id": "%%s",\\n  "is_self": true\\n}\\n' "$(cat "$state")" ;;
                'operator init')
                  case $* in *-recovery-shares*) echo first-cluster >"$state" ;; esac
                  printf '{\\n  "unseal_keys_b64": [\\n    "%s"\\n  ],\\n  "root_token": "%s"\\n}\\n' ;;
                'write sys/unseal')
                  case $(cat) in
                  %s) echo first-cluster >"$state" ;;
                  %s) ! [ -e "$state.given" ] || echo snapshots-cluster >"$state"; : >"$state.given" ;;
                  esac ;;
                'operator raft') [ "$VAULT_TOKEN" = %s ] && echo snapshots-cluster >"$state" ;;
                'write -field=token') echo %s ;;
                'read -field=nonce') [ "$VAULT_TOKEN" = %s ] && echo abc ;;
                'read -field=written_at') echo 2026-11-01T01:59:58Z ;;
                'secrets list') printf '{\\n  "a/": {\\n    "type": "kv"\\n  },\\n  "b/": {\\n    "type": "kv"\\n  }\\n}\\n' ;;
                *) exit 9 ;;
                esac""".formatted(
                        folder.resolve("state"), cases, SHARE, ROOT, SHARE, KEY, ROOT, TOKEN, TOKEN));
        return drill.run();
    }

    private List<String> filesWith(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve("bin")) && !file.startsWith(folder.resolve("keys")))
                    .filter(file -> {
                        try {
                            return Files.readString(file).contains(secret);
                        } catch (IOException unreadable) {
                            throw new IllegalStateException(unreadable);
                        }
                    })
                    .map(Path::toString)
                    .toList();
        }
    }

    private void assertNoServerIsLeft() throws IOException {
        Path pid = folder.resolve("state.pid");
        if (Files.exists(pid)) {
            long number = Long.parseLong(Files.readString(pid).strip());
            assertEquals(Optional.empty(), ProcessHandle.of(number).filter(ProcessHandle::isAlive));
        }
    }
}
