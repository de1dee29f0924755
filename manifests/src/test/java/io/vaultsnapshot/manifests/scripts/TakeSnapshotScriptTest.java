package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code take-snapshot.sh} with a stand-in for the server's CLI and a real snapshot. */
class TakeSnapshotScriptTest {
    private static final Path REAL = Path.of("../fixtures/openbao-2.6.2-shamir.snap");
    private static final String ACCOUNT_TOKEN = "eyJ-account-token";
    private static final String LOGIN_TOKEN = "hvs.login-token";

    private static final String STATUS = """
            [ "$1 $2" != 'status -format=json' ] || { echo '{
              "sealed": false,
              %s
            }'; exit 0; }
            """;

    private final Path folder;
    /** What the CLI does first, whatever it is asked. */
    private String program = "";

    private final ScriptRun script;
    private final Path snapshot;

    TakeSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        for (Script each : Script.values()) {
            Files.writeString(scripts.resolve(each.fileName()), each.text());
        }
        snapshot = Files.createDirectory(folder.resolve("share")).resolve("vault.snap");
        script = new ScriptRun(folder)
                .set("VAULT_ADDR", "http://vault.example:8200")
                .set("VAULT_CLI", "vault")
                .set("CLI_FOLDER", Files.createDirectory(folder.resolve("cli")).toString())
                .set("FORBIDDEN_ADDR", "http://kube-dns.example:9153")
                .set("VAULT_AUTH_MOUNT", "kube-demo")
                .set("VAULT_ROLE", "vault-snapshot")
                .set("SERVICE_ACCOUNT_TOKEN_FILE", tokenFile(folder).toString())
                .set("SNAPSHOT_FILE", snapshot.toString())
                .set("SNAPSHOT_ATTEMPTS", "3")
                .set("SNAPSHOT_RETRY_SECONDS", "0");
    }

    @Test
    void healthyServer_snapshotIsSavedAndTokenRevoked() throws Exception {
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertArrayEquals(Files.readAllBytes(REAL), Files.readAllBytes(snapshot));
        assertEquals(
                List.of(
                        "vault version",
                        "vault write -field=token auth/kube-demo/login role=vault-snapshot jwt=@" + tokenFile(folder),
                        "vault operator raft snapshot save " + snapshot + ".partial",
                        "VAULT_TOKEN=" + LOGIN_TOKEN,
                        "vault token revoke -self",
                        "VAULT_TOKEN=" + LOGIN_TOKEN),
                callsWithoutProbe(result));
        assertOnlyInShare("vault.snap");
    }

    /** While it waits, it starts cat and sleep in turns. With busybox a second {@code wc} would be a pass over the whole file. */
    @Test
    void healthyServer_noProgramIsStartedWithoutNeed() throws Exception {
        script.onlyWith(
                "cat", "chmod", "date", "dd", "gzip", "mv", "od", "rm", "sh", "sha256sum", "sleep", "stat", "tr", "wc");
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        Map<String, Long> starts = result.starts();
        starts.keySet().removeAll(List.of("cat", "sleep"));
        assertTrue(result.output().contains("(" + Files.size(REAL) + " bytes)"), result.output());
        // The CLI: version, login, save, revoke, and the question to the forbidden address. The shell: the check.
        Map<String, Long> needed =
                new TreeMap<>(Map.of("vault", 5L, "sh", 1L, "chmod", 1L, "date", 1L, "mv", 2L, "rm", 3L, "stat", 1L));
        needed.putAll(Map.of("dd", 14L, "od", 5L, "gzip", 1L, "sha256sum", 2L, "tr", 1L, "wc", 1L));
        assertEquals(needed, starts);
    }

    /** The server of this test sends the second half only when the check has read of the first. */
    @Test
    void slowServer_checkReadsWhatHasArrived() throws Exception {
        String gzip = "'" + ShellTools.ofThisMachine("gzip") + "' \"$@\"";
        script.program("gzip", "tee '" + folder + "/arrived' | " + gzip);
        String first = "head -c 4000 '" + REAL.toAbsolutePath() + "' >\"$5\"; ";
        String second = "tail -c +4001 '" + REAL.toAbsolutePath() + "' >>\"$5\"";
        ScriptRun.Result result = take(login(), first + until("arrived") + second);
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(1, result.callsStartingWith("gzip"));
        assertArrayEquals(Files.readAllBytes(REAL), Files.readAllBytes(snapshot));
        assertOnlyInShare("vault.snap");
    }

    @Test
    void cliNamesItsFileAtTheEnd_theWholeFileIsChecked() throws Exception {
        ScriptRun.Result result =
                take(login(), "cat '" + REAL.toAbsolutePath() + "' >\"$5.new\"; mv \"$5.new\" \"$5\"");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("four members, sums match"), result.output());
        assertOnlyInShare("vault.snap");
    }

    /** A policy that is enforced drops the question, and the CLI waits for seconds. */
    @Test
    void forbiddenAddressIsSilent_theSnapshotIsSavedMeanwhile() throws Exception {
        program = "[ \"$1\" != status ] || { " + until("saved") + "exit 1; }\n";
        ScriptRun.Result result = take(login(), save(REAL) + "; echo >'" + folder + "/saved'");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("network policy: no answer"), result.output());
    }

    @Test
    void tokens_areInNoArgumentAndNoOutput() throws Exception {
        for (ScriptRun.Result result :
                List.of(take(login(), save(REAL)), take("exit 2", ""), take(login(), "exit 2"))) {
            for (String call : result.calls()) {
                if (call.startsWith("vault ")) {
                    assertFalse(call.contains(LOGIN_TOKEN) || call.contains(ACCOUNT_TOKEN), call);
                }
            }
            assertFalse(result.output().contains(LOGIN_TOKEN), result.output());
            assertFalse(result.output().contains(ACCOUNT_TOKEN), result.output());
        }
    }

    @Test
    void loginRefused_isTriedAsOftenAsSetAndLeavesNothing() throws Exception {
        ScriptRun.Result result = take("echo 'permission denied' >&2; exit 2", save(REAL));
        assertEquals(1, result.exitCode(), result.output());
        assertEquals(3, result.callsStartingWith("vault write "));
        assertEquals(0, result.callsStartingWith("vault operator "));
        assertTrue(result.output().contains("auth/kube-demo/login as role vault-snapshot"), result.output());
        assertOnlyInShare();
    }

    @Test
    void saveFails_everyLoginIsRevokedAndNothingIsLeft() throws Exception {
        ScriptRun.Result result = take(login(), "echo half >\"$5\"; exit 2");
        assertEquals(1, result.exitCode(), result.output());
        assertEquals(3, result.callsStartingWith("vault operator raft snapshot save "));
        assertEquals(3, result.callsStartingWith("vault token revoke -self"));
        assertOnlyInShare();
    }

    @Test
    void saveFailsOnce_secondTryCounts() throws Exception {
        String once = "[ -e '" + folder + "/tried' ] || { : >'" + folder + "/tried'; exit 2; }; ";
        ScriptRun.Result result = take(login(), once + save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(2, result.callsStartingWith("vault operator raft snapshot save "));
        assertEquals(2, result.callsStartingWith("vault token revoke -self"));
        assertOnlyInShare("vault.snap");
    }

    /** The server's CLI exits with 0 for these (hashicorp/vault#12168), so only the check stands in the way. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, -9, -1})
    void truncatedArchive_isRefused(int length) throws Exception {
        byte[] whole = Files.readAllBytes(REAL);
        Path cut = folder.resolve("cut.snap");
        Files.write(cut, Arrays.copyOf(whole, length < 0 ? whole.length + length : length));
        ScriptRun.Result result = take(login(), save(cut));
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("failed its check"), result.output());
        assertEquals(3, result.callsStartingWith("vault token revoke -self"));
        assertOnlyInShare();
    }

    @Test
    void earlierSnapshot_isNotLeftForTheUpload() throws Exception {
        Files.writeString(snapshot, "yesterday's");
        assertEquals(1, take(login(), "exit 2").exitCode());
        assertOnlyInShare();
    }

    @Test
    void missingSettings_areAllNamedAndNothingIsTried() throws Exception {
        script.unset("VAULT_ROLE").unset("SNAPSHOT_ATTEMPTS");
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(2, result.exitCode());
        assertTrue(result.output().contains("VAULT_ROLE is not set"), result.output());
        assertTrue(result.output().contains("SNAPSHOT_ATTEMPTS is not set"), result.output());
        assertEquals(List.of(), result.calls());
    }

    /** A binary with file capabilities, in a pod that drops all of them, does not start: exit code 126. */
    @Test
    void cliDoesNotStart_aCopyIsUsed() throws Exception {
        onlyStartsIn("*/cli/*");
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("vault does not start: Operation not permitted"), result.output());
        assertTrue(result.output().contains("Trying a copy without them in " + folder.resolve("cli")), result.output());
        assertOnlyInShare("vault.snap");
    }

    @Test
    void neitherCliNorItsCopyStarts_theCauseIsNamedAndNothingIsTried() throws Exception {
        onlyStartsIn("nowhere");
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(result.output().contains("does not start either: Operation not permitted"), result.output());
        assertTrue(result.output().contains("not mounted noexec"), result.output());
        assertEquals(0, result.callsStartingWith("vault write "));
    }

    @Test
    void copyDoesNotFit_theCauseIsNamed() throws Exception {
        onlyStartsIn("nowhere");
        Files.delete(folder.resolve("cli"));
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(2, result.exitCode(), result.output());
        assertTrue(result.output().contains("cannot copy vault to " + folder.resolve("cli")), result.output());
    }

    @Test
    void standbyThatSendsNothing_isNamedAndTheActiveNodeIsAsked() throws Exception {
        program = STATUS.formatted("\"ha_enabled\": true,\n  \"leader_address\": \"http://10.0.0.7:8200\"");
        String fromLeader = "[ $VAULT_ADDR = http://10.0.0.7:8200 ] || { echo 'incomplete snapshot' >&2; exit 2; }; ";
        ScriptRun.Result result = take(login(), fromLeader + save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(2, result.callsStartingWith("vault operator raft snapshot save "));
        assertEquals(1, result.callsStartingWith("vault write "));
        assertTrue(result.output().contains("http://vault.example:8200 leads to a standby"), result.output());
        assertTrue(result.output().contains("asking the active node, http://10.0.0.7:8200"), result.output());
        assertOnlyInShare("vault.snap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ha_enabled\": true,\n  \"is_self\": true,\n  \"leader_address\": \"http://10.0.0.7:8200\"",
                "\"ha_enabled\": true,\n  \"leader_address\": \"\"",
                "\"ha_enabled\": false"
            })
    void activeNodeThatFails_isNotCalledAStandby(String status) throws Exception {
        program = STATUS.formatted(status);
        ScriptRun.Result result = take(login(), "exit 2");
        assertEquals(1, result.exitCode(), result.output());
        assertEquals(3, result.callsStartingWith("vault operator raft snapshot save "));
        assertFalse(result.output().contains("standby"), result.output());
    }

    @Test
    void forbiddenAddressAnswers_theLogSaysThatNoPolicyIsEnforced() throws Exception {
        program = "[ \"$1 $VAULT_ADDR\" != 'status http://kube-dns.example:9153' ] || { echo 'Code: 404'; exit 1; }\n";
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("network policy: NOT enforced in this cluster"), result.output());
    }

    @Test
    void forbiddenAddressDoesNotAnswer_theLogClaimsNoMore() throws Exception {
        program = "[ \"$1\" != status ] || { echo 'dial tcp: i/o timeout' >&2; exit 1; }\n";
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("network policy: no answer from http://kube-dns.example:9153"),
                result.output());
        assertFalse(result.output().contains("NOT enforced"), result.output());
    }

    @Test
    void canary_isWrittenAfterTheLoginAndBeforeTheSave() throws Exception {
        script.set("CANARY_PATH", DrillNames.CANARY_PATH);
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        List<String> lines = Files.readAllLines(canaryFile());
        Canary canary = Canary.parse(lines.get(0), lines.get(1)).orElseThrow();
        assertEquals(2, lines.size());
        assertTrue(canary.nonce().matches("[0-9a-f]{32}"), canary.nonce());
        assertFalse(canary.writtenAt().isBefore(before) || canary.writtenAt().isAfter(Instant.now()), lines::toString);
        List<String> calls = callsWithoutProbe(result);
        String write = "vault write vault-snapshot-canary/canary " + DrillNames.CANARY_NONCE_FIELD + "=" + lines.get(0)
                + " " + DrillNames.CANARY_WRITTEN_AT_FIELD + "=" + lines.get(1);
        assertTrue(calls.contains(write), calls::toString);
        assertEquals(
                calls.indexOf(write) + 2,
                calls.indexOf("vault operator raft snapshot save " + snapshot + ".partial"),
                calls::toString);
        assertEquals("VAULT_TOKEN=" + LOGIN_TOKEN, calls.get(calls.indexOf(write) + 1));
        assertOnlyInShare("vault.snap", "vault.snap.canary");
    }

    @Test
    void everyRun_hasANonceOfItsOwn() throws Exception {
        script.set("CANARY_PATH", DrillNames.CANARY_PATH);
        take(login(), save(REAL));
        String first = Files.readAllLines(canaryFile()).get(0);
        take(login(), save(REAL));
        assertNotEquals(first, Files.readAllLines(canaryFile()).get(0));
    }

    @Test
    void canaryIsRefused_theLogSaysSoAndTheBackupGoesOn() throws Exception {
        script.set("CANARY_PATH", DrillNames.CANARY_PATH);
        Files.writeString(canaryFile(), "left by an earlier run");
        program = "case $2 in vault-snapshot-canary/*) echo 'permission denied' >&2; exit 2 ;; esac\n";
        ScriptRun.Result result = take(login(), save(REAL));
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("the canary could not be written at vault-snapshot-canary/canary"),
                result.output());
        assertOnlyInShare("vault.snap");
    }

    @Test
    void saveFails_noCanaryIsLeft() throws Exception {
        script.set("CANARY_PATH", DrillNames.CANARY_PATH);
        ScriptRun.Result result = take(login(), "exit 2");
        assertEquals(1, result.exitCode(), result.output());
        assertEquals(3, result.callsStartingWith("vault write vault-snapshot-canary/canary "));
        assertOnlyInShare();
    }

    private Path canaryFile() {
        return share("vault.snap.canary");
    }

    private Path share(String name) {
        return snapshot.resolveSibling(name);
    }

    private void onlyStartsIn(String place) {
        program = "case $0 in " + place + ") ;; *) echo 'Operation not permitted' >&2; exit 126 ;; esac\n";
    }

    /** Returns what came of it, with the exit code that the script hands over. */
    private ScriptRun.Result take(String login, String save) throws IOException, InterruptedException {
        String body = program
                + "case $1/$2 in version/* | status/*) exit 0 ;; write/-field=token) ;; *) echo \"VAULT_TOKEN=$VAULT_TOKEN\""
                + " >>\"$log\" ;; esac\ncase $1 in\nwrite) [ $2 != -field=token ] || { " + login + "; } ;;\noperator) "
                + save + " ;;\nesac";
        ScriptRun.Result result = script.program("vault", body)
                .run(folder.resolve("scripts/take-snapshot.sh").toString());
        return result.exitCode() == 0
                ? result.endedWith(Files.readAllLines(share("vault.snap.run")).get(0))
                : result;
    }

    /** Returns the calls in their order. The forbidden address is asked at any time. */
    private static List<String> callsWithoutProbe(ScriptRun.Result result) {
        return result.calls().stream()
                .filter(each -> !each.equals("vault status"))
                .toList();
    }

    /** Returns a piece of shell that waits for a file with content, and fails after ten seconds, with a text like an answer. */
    private String until(String file) {
        return "tries=0; until [ -s '" + folder + "/" + file
                + "' ]; do [ $tries -lt 100 ] || { echo 'Code: 0'; exit 2; };"
                + " tries=$((tries + 1)); sleep 0.1; done; ";
    }

    private static String login() {
        return "echo " + LOGIN_TOKEN;
    }

    private static String save(Path archive) {
        return "cat '" + archive.toAbsolutePath() + "' >\"$5\"";
    }

    private static Path tokenFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("token"), ACCOUNT_TOKEN);
    }

    /** Beside how the run ended, which {@link LastWordsTest} reads. */
    private void assertOnlyInShare(String... names) throws IOException {
        try (Stream<Path> share = Files.list(snapshot.getParent())) {
            assertEquals(
                    List.of(names),
                    share.map(each -> each.getFileName().toString())
                            .filter(name -> !name.endsWith(".run") && !name.endsWith(".error"))
                            .sorted()
                            .toList());
        }
    }
}
