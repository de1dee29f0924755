package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fetch-snapshot.sh} with a stand-in for the AWS CLI. */
@Execution(ExecutionMode.CONCURRENT)
class FetchSnapshotScriptTest {
    private static final String KEY = "snapshots/demo/vault_20261101_020000.snap";
    private static final String CONTENT = "the snapshot";
    private static final String SHA256 = "b0dff88e7f3cf5bd1ea0fa8cf4e94d7a8ad1e8a0b8ee5fd4f2d0e3a1d4b5c6d7";

    private String status = status("\"key\":\"" + KEY + "\",\"takenAt\":\"2026-11-01T02:00:00Z\",\"level\":\"intact\"");
    private String listing = "";
    private String record = "echo 'An error occurred (NoSuchKey) when calling' >&2; exit 254";
    private String download = "printf 'v1\\t12\\n'; printf '" + CONTENT + "' >\"$last\"";

    private final Path folder;
    private final Path snapshot;
    private final DrillRun drill;

    FetchSnapshotScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        snapshot = folder.resolve("vault.snap");
        drill = new DrillRun(folder, Script.FETCH_SNAPSHOT);
        drill.with()
                .set("SNAPSHOT_FILE", snapshot.toString())
                .set("SNAPSHOT_BUCKET", "bucket")
                .set("SNAPSHOT_PREFIX", SnapshotKey.prefix("demo"))
                .set("RECORDS_PREFIX", SnapshotKey.recordPrefix("demo"))
                .set("STATUS_KEY", StatusKey.of("demo"))
                .set("FETCH_SECONDS", "10");
    }

    @Test
    void lastProvenSnapshot_isDownloaded() throws Exception {
        ScriptRun.Result result = fetch();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertEquals(CONTENT, Files.readString(snapshot));
        assertEquals(KEY, drill.kept("snapshot-key"));
        assertEquals("v1", drill.kept("snapshot-version-id"));
        assertEquals("12", drill.kept("snapshot-bytes"));
        assertEquals(sha256(), drill.kept("snapshot-sha256"));
        assertTrue(drill.kept("steps").matches("fetch .* OK"), drill.kept("steps"));
        assertEquals(1, result.callsStartingWith("aws s3api get-object --key status/demo.json "));
    }

    /** A message may quote anything, and alerts have a lastProven of their own. */
    @Test
    void statusWithOtherPlacesOfThatName_theStatusOwnCounts() throws Exception {
        status =
                "{\"schema\":\"cluster-status/1.0\",\"drill\":{\"message\":\"\\\"lastProven\\\":{\\\"key\\\":\\\"x\\\"}\"},"
                        + "\"lastProven\": {\n \"key\": \"" + KEY
                        + "\"\n},\"undelivered\":[{\"lastProven\":{\"key\":\"snapshots/demo/"
                        + "vault_20251101_020000.snap\"}}]}";
        assertEquals(0, fetch().exitCode());
        assertEquals(KEY, drill.kept("snapshot-key"));
    }

    @Test
    void statusNamesVersionSumAndSize_thatVersionIsDownloadedAndCompared() throws Exception {
        status = status("\"key\":\"" + KEY + "\",\"versionId\":\"v1\",\"sha256\":\"" + sha256() + "\",\"bytes\":12");
        ScriptRun.Result result = fetch();
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertEquals(1, result.callsStartingWith("aws s3api get-object --key " + KEY + " --version-id v1 "));
    }

    @Test
    void otherBytesThanWereProven_areNotRestored() throws Exception {
        status = status("\"key\":\"" + KEY + "\",\"versionId\":\"v1\",\"sha256\":\"" + SHA256 + "\",\"bytes\":13");
        fetch();
        String end = drill.end().orElseThrow();
        assertTrue(end.startsWith("OBJECT_CHANGED: ") && end.contains("read " + SHA256 + " with 13 bytes"), end);
    }

    @Test
    void objectWithoutItsEnd_isNotRestored() throws Exception {
        download = "printf 'v1\\t12\\n'; printf 'the snap' >\"$last\"";
        fetch();
        assertEquals(
                "DOWNLOAD_FAILED: 8 of 12 bytes of s3://bucket/" + KEY + " arrived",
                drill.end().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01T02:00:00Z, vault_20261101_020000.snap",
        "2026-11-01T02:00Z, vault_20261101_020007.snap",
        "2026-12-01T00:00:00Z, vault_20261102_020000.snap",
        "2026-10-31T23:59:59Z, vault_20261031_020000.snap"
    })
    void pointInTime_theNewestUntilThenIsDownloaded(String at, String file) throws Exception {
        listing = "snapshots/demo/notes.txt\nsnapshots/demo/vault_20261102_020000.snap\n"
                + "snapshots/demo/vault_20261031_020000.snap\nsnapshots/demo/vault_20261101_020000.snap\n"
                + "snapshots/demo/vault_20261101_020007.snap\nsnapshots/demo/vault_20261101_010000.snap.old\n";
        drill.with().set("DRILL_AT", at);
        ScriptRun.Result result = fetch();
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertEquals("snapshots/demo/" + file, drill.kept("snapshot-key"));
    }

    /** The record is the example in docs/documents.md, which a test writes from the code, with every field filled. */
    @ParameterizedTest
    @CsvSource({"DRILL_KEY, " + KEY, "DRILL_AT, 2026-11-01T02:00:00Z"})
    void keyOrTime_theVersionThatWasJudgedIsDownloadedAndCompared(String variable, String value) throws Exception {
        listing = KEY + "\n";
        String page = GeneratedBlock.page("docs/documents.md");
        String written = page.substring(page.indexOf("<!-- example-verification-record:begin -->"));
        String judged = "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY";
        assertTrue(written.contains(judged), written);
        recordIs(written.replaceFirst("(\"sha256\": \")[0-9a-f]{64}", "$1" + sha256()));
        drill.with().set(variable, value);
        ScriptRun.Result result = fetch();
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertEquals(
                1, result.callsStartingWith("aws s3api get-object --key records/demo/vault_20261101_020000.json "));
        assertEquals(
                1, result.callsStartingWith("aws s3api get-object --key " + KEY + " --version-id " + judged + " "));
        assertTrue(result.output().contains("restoring " + KEY + ", version " + judged), result.output());

        recordIs(written);
        fetch();
        assertTrue(drill.end().orElseThrow().startsWith("OBJECT_CHANGED: "), drill.kept("result"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NoSuchKey", "AccessDenied"})
    void keyWithoutARecord_theNewestVersionIsDownloaded_andThatIsSaid(String error) throws Exception {
        record = "echo 'An error occurred (" + error + ") when calling' >&2; exit 254";
        drill.with().set("DRILL_KEY", KEY);
        ScriptRun.Result result = fetch();
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertEquals(1, result.callsStartingWith("aws s3api get-object --key " + KEY + " --query "));
        assertTrue(result.output().contains("nobody says which version of it counts"), result.output());
        assertTrue(result.output().contains("restoring " + KEY + ", the newest version"), result.output());
        assertTrue(result.output().contains("of version v1, SHA-256"), result.output());
    }

    @Test
    void recordThatCannotBeRead_nothingIsRestored() throws Exception {
        record = "echo 'Could not connect to the proxy' >&2; exit 255";
        drill.with().set("DRILL_KEY", KEY);
        fetch();
        assertTrue(drill.end().orElseThrow().startsWith("DOWNLOAD_FAILED: the record "), drill.kept("result"));
    }

    private void recordIs(String text) throws IOException {
        record = "cat '" + Files.writeString(folder.resolve("record"), text) + "' >\"$last\"";
    }

    @Test
    void keyAndVersion_areTakenAsTheyAre() throws Exception {
        drill.with().set("DRILL_KEY", KEY).set("DRILL_VERSION_ID", "v0");
        ScriptRun.Result result = fetch();
        assertEquals(
                List.of("aws s3api get-object --key " + KEY + " --version-id v0 --query [VersionId,ContentLength] "
                        + snapshot + " --bucket bucket --region eu-north-1 --output text"),
                result.calls());
    }

    @ParameterizedTest
    @CsvSource({
        "DRILL_KEY, snapshots/other/vault_20261101_020000.snap",
        "DRILL_KEY, snapshots/demo/../other/vault_20261101_020000.snap",
        "DRILL_KEY, snapshots/demo/vault_20261101_020000.snap.old",
        "DRILL_AT, yesterday",
        "DRILL_AT, 2025-01-01T00:00:00Z"
    })
    void choiceThatNamesNoSnapshot_isSaid(String variable, String value) throws Exception {
        listing = KEY + "\n";
        drill.with().set(variable, value);
        fetch();
        assertEquals("NO_SNAPSHOT", drill.kept("result"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "echo 'An error occurred (NoSuchKey) when calling' >&2; exit 254     | NO_SNAPSHOT",
                "echo 'An error occurred (NoSuchVersion) when calling' >&2; exit 254 | NO_SNAPSHOT",
                "echo 'An error occurred (AccessDenied) when calling' >&2; exit 254  | DOWNLOAD_FAILED",
                "echo 'Could not connect to the proxy' >&2; exit 255                 | DOWNLOAD_FAILED",
                "sleep 30                                                            | TIMED_OUT",
            })
    void refusedDownload_endsInItsOwnWord(String aws, String word) throws Exception {
        drill.with().set("DRILL_KEY", KEY).set("FETCH_SECONDS", word.equals("TIMED_OUT") ? "1" : "10");
        download = aws;
        ScriptRun.Result result = fetch();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(word, drill.kept("result"));
        assertTrue(drill.kept("steps").endsWith(" " + word), drill.kept("steps"));
    }

    @Test
    void downloadFailsOnce_secondTryCounts() throws Exception {
        download = "[ -e '" + folder + "/tried' ] || { : >'" + folder + "/tried'; exit 1; }; " + download;
        ScriptRun.Result result = fetch();
        assertEquals(Optional.empty(), drill.end(), result.output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"schema\":\"cluster-status/1.0\"}", "not JSON", ""})
    void statusWithoutProvenSnapshot_isSaid(String text) throws Exception {
        status = text;
        fetch();
        assertEquals("NO_SNAPSHOT", drill.kept("result"));
    }

    @Test
    void statusNamesSomethingElse_isNotDownloaded() throws Exception {
        status = status("\"key\":\"status/demo.json\"");
        ScriptRun.Result result = fetch();
        assertEquals("DOWNLOAD_FAILED", drill.kept("result"));
        assertEquals(1, result.calls().size());
    }

    @Test
    void noInjectedCredentials_nothingIsAsked() throws Exception {
        drill.with().unset("AWS_ROLE_ARN");
        ScriptRun.Result result = fetch();
        assertTrue(drill.end().orElseThrow().contains("EKS injected no credentials"), result.output());
        assertEquals(List.of(), result.calls());
    }

    @Test
    void earlierStepFailed_nothingIsAsked() throws Exception {
        drill.keep("result", "NOT_ISOLATED");
        assertEquals(List.of(), fetch().calls());
    }

    private static String status(String proven) {
        return "{\"schema\":\"cluster-status/1.0\",\"lastProven\":{" + proven + "},\"newest\":{\"key\":\"other\"}}";
    }

    private String sha256() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("same"), CONTENT);
        Process sum = new ProcessBuilder("sha256sum", file.toString()).start();
        return new String(sum.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                .substring(0, 64);
    }

    private ScriptRun.Result fetch() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("status"), status);
        Files.writeString(folder.resolve("listing"), listing);
        drill.with().program("aws", """
                [ "$HTTPS_PROXY" = http://10.0.0.9:3128 ] || exit 9
                case "$2 $4" in
                'get-object status/demo.json') cat '%s/status' >"$5" ;;
                'list-objects-v2 '*) cat '%s/listing' ;;
                'get-object records/demo/'*) last=$5; %s ;;
                'get-object '*) last='%s'; %s ;;
                *) exit 9 ;;
                esac""".formatted(folder, folder, record, snapshot, download));
        return drill.run();
    }
}
