package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.drill.DrillReading;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.drill.DrillServer;
import io.vaultsnapshot.contract.drill.DrillStep;
import io.vaultsnapshot.contract.drill.DrilledSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code write-proof.sh} with a stand-in for the AWS CLI; what it writes is read by the verifier's own code. */
@Execution(ExecutionMode.CONCURRENT)
class WriteProofScriptTest {
    private static final Instant STARTED_AT = Instant.parse(DrillRun.STARTED_AT);
    private static final String SHA256 = "0123456789abcdef".repeat(4);
    private static final String KEY = "snapshots/demo/vault_20261101_020000.snap";

    private final Path uploaded;
    private final DrillRun drill;

    WriteProofScriptTest(@TempDir Path folder) throws IOException {
        uploaded = folder.resolve("uploaded");
        drill = new DrillRun(folder, Script.WRITE_PROOF);
        drill.with()
                .set("CLUSTER", "demo")
                .set("SNAPSHOT_BUCKET", "bucket")
                .set("DRILLS_PREFIX", DrillKey.prefix("demo"))
                .set("SNAPSHOT_KMS_ALIAS", "alias/bucket")
                .set("TZ", "America/New_York");
    }

    /** A locked bucket refuses a proof without a checksum. */
    @Test
    void checksumSwitchedOff_isSwitchedOnForTheProof() throws Exception {
        wholeDrill().keep("result", "RESTORED");
        drill.with().set("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        ScriptRun.Result result = write("echo \"checksum $AWS_REQUEST_CHECKSUM_CALCULATION\" >>\"$log\"");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.calls().contains("checksum when_supported"), result.calls()::toString);
    }

    @Test
    void wholeDrill_everyFieldArrives() throws Exception {
        wholeDrill().keep("result", "RESTORED");
        ScriptRun.Result result = write("");
        assertEquals(0, result.exitCode(), result.output());
        DrillProof proof = proof();
        assertEquals(new DrillKey("demo", STARTED_AT), proof.run().key());
        assertEquals(DrillResult.RESTORED, proof.run().result());
        assertEquals("", proof.run().message());
        SnapshotKey key = SnapshotKey.parse(KEY).orElseThrow();
        assertEquals(new DrilledSnapshot(key, "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY", SHA256, 19996), proof.snapshot());
        assertEquals(new DrillServer("openbao", "2.6.2"), proof.server());
        Canary canary = new Canary("b64+/=", Instant.parse("2026-11-01T01:59:58Z"));
        assertEquals(new DrillReading(canary, 5L, 9L, 0L), proof.reading());
        assertEquals(
                List.of(
                        new DrillStep("isolation", STARTED_AT, 12, DrillStep.OK),
                        new DrillStep("fetch", STARTED_AT.plusSeconds(12), 0, DrillStep.OK)),
                proof.steps());
        assertEquals(
                List.of("aws s3 cp " + drill.drill().resolve(".proof") + " s3://bucket/"
                        + proof.run().key().format()
                        + " --no-progress --region eu-north-1 --content-type application/json --sse aws:kms"
                        + " --sse-kms-key-id alias/bucket"),
                result.calls());
    }

    @ParameterizedTest
    @EnumSource(DrillResult.class)
    void everyResult_isReadable_andFailsTheJobWhenItIsAFailure(DrillResult word) throws Exception {
        drill.keep("result", word.name()).keep("message", "it said \"no\\ç\" and $(ended) `here` %s");
        ScriptRun.Result result = write("");
        assertEquals(word.isFailure() ? 1 : 0, result.exitCode(), result.output());
        assertEquals(word, proof().run().result());
        assertEquals("it said \"no\\\" and $(ended) `here` %s", proof().run().message());
        assertNull(proof().snapshot());
        assertEquals(List.of(), proof().steps());
    }

    /** What a step left may be anything: a proof that cannot be read would hide the drill's result. */
    @ParameterizedTest
    @CsvSource({
        "snapshot-bytes, -1",
        "snapshot-bytes, 007",
        "snapshot-sha256, ABC",
        "snapshot-key, snapshots/demo/other.snap",
        "snapshot-version-id, a b",
        "server-version, 2.6.2 (now)",
        "server-product, consul",
        "canary-nonce, a\"b",
        "canary-written-at, yesterday",
        "mounts, many",
        "read-after-seconds, 9999999999999999999",
        "steps, 'read 2026-11-02T04:00:09Z soon OK'",
        "started-at, 2026"
    })
    void valueOfAnotherForm_isLeftOut(String name, String value) throws Exception {
        wholeDrill().keep("result", "STAYED_SEALED").keep(name, value);
        assertEquals(1, write("").exitCode());
        assertEquals(DrillResult.STAYED_SEALED, proof().run().result());
    }

    @Test
    void nothingWasLeft_theResultNamesTheFirstStepThatIsMissing() throws Exception {
        Files.delete(drill.drill().resolve("started-at"));
        assertEquals(1, write("").exitCode());
        assertEquals(DrillResult.NOT_ISOLATED, proof().run().result());
        drill.keep("started-at", DrillRun.STARTED_AT);
        assertEquals(1, write("").exitCode());
        assertEquals(DrillResult.DOWNLOAD_FAILED, proof().run().result());
        wholeDrill();
        assertEquals(1, write("").exitCode());
        assertEquals(DrillResult.SERVER_NOT_STARTED, proof().run().result());
        assertNotNull(proof().snapshot());
    }

    @Test
    void longMessage_isCut() throws Exception {
        drill.keep("result", "TIMED_OUT").keep("message", "\"".repeat(5000));
        assertEquals(1, write("").exitCode());
        assertEquals("\"".repeat(1000), proof().run().message());
    }

    @Test
    void refusedUpload_failsTheJobAlthoughTheDrillWasGood() throws Exception {
        wholeDrill().keep("result", "RESTORED");
        ScriptRun.Result result = write("echo AccessDenied >&2; exit 1");
        assertEquals(1, result.exitCode());
        assertTrue(result.output().contains("could not be written to s3://bucket/drills/demo/"), result.output());
    }

    private DrillRun wholeDrill() throws IOException {
        return drill.keep("snapshot-key", KEY)
                .keep("snapshot-version-id", "3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY")
                .keep("snapshot-sha256", SHA256)
                .keep("snapshot-bytes", "19996")
                .keep("server-product", "openbao")
                .keep("server-version", "2.6.2")
                .keep("canary-nonce", "b64+/=")
                .keep("canary-written-at", "2026-11-01T01:59:58Z")
                .keep("mounts", "5")
                .keep("unsealed-after-seconds", "9")
                .keep("read-after-seconds", "0")
                .keep("steps", "isolation 2026-11-02T04:00:09Z 12 OK\nfetch 2026-11-02T04:00:21Z 0 OK");
    }

    private ScriptRun.Result write(String aws) throws IOException, InterruptedException {
        drill.with()
                .program(
                        "aws",
                        "[ \"$HTTPS_PROXY\" = http://10.0.0.9:3128 ] || exit 9\ncat \"$3\" >'" + uploaded + "'\n"
                                + aws);
        return drill.run();
    }

    private DrillProof proof() throws IOException {
        return DrillProof.of(new ObjectMapper().readValue(uploaded.toFile(), Map.class));
    }
}
