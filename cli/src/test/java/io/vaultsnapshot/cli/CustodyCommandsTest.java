package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say without a store; against one they run in module e2e. */
class CustodyCommandsTest {
    private static final String URI = "s3://bucket/snapshots/demo/vault_20261123_020000.snap";

    @Test
    void verify_unwrapSealOfShamir_couldNotLook() {
        CommandRun run = CommandRun.of("verify", "--unwrap-seal", "../fixtures/openbao-2.6.2-shamir.snap");

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("SEALED_SUMS_UNCHECKED"), run::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot.snap", "s3://bucket/other/key", "s3://bucket/snapshots/demo/x.snap"})
    void acknowledge_noSnapshotsUri_isAUsageError(String uri) {
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("acknowledge", uri, "--code", "REGRESSION", "--reason", "x")
                        .exitCode());
    }

    @Test
    void acknowledge_wrongBytes_cannotBe() {
        CommandRun run = CommandRun.of("acknowledge", URI, "--code", "SUM_MISMATCH", "--reason", "x");

        assertEquals(ExitCode.USAGE, run.exitCode());
        assertTrue(run.err().contains("cannot be acknowledged"), run::err);
    }

    @Test
    void acknowledge_noReason_isAUsageError() {
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("acknowledge", URI, "--code", "REGRESSION").exitCode());
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("acknowledge", URI, "--code", "REGRESSION", "--reason", " ")
                        .exitCode());
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("acknowledge", URI, "--code", "REGRESSION", "--reason", "x".repeat(501))
                        .exitCode());
    }

    @Test
    void audit_noClustersName_isAUsageError() {
        assertEquals(
                ExitCode.USAGE, CommandRun.of("audit", "../x", "--bucket", "b").exitCode());
        assertEquals(
                ExitCode.USAGE,
                CommandRun.of("audit", "demo", "--bucket", "b", "--public-key", "no-such.pem")
                        .exitCode());
    }
}
