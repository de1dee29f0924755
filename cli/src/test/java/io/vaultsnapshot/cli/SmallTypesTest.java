package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.report.text.ByteSize;
import io.vaultsnapshot.testing.ModuleRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** What people type and read, in its smallest parts. */
class SmallTypesTest {
    private static final ZoneId HELSINKI = ZoneId.of("Europe/Helsinki");

    @Test
    void module_always_keepsTheRulesOfEveryModule() {
        ModuleRules.check("io.vaultsnapshot.cli");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1.0 KiB",
        "1536, 1.5 KiB",
        "1048575, 1024.0 KiB",
        "1048576, 1.0 MiB",
        "1073741824, 1.0 GiB",
        "1503238553, 1.4 GiB",
        "1099511627776, 1.0 TiB",
        "1125899906842624, 1024.0 TiB",
        "9223372036854775807, 8388608.0 TiB"
    })
    void byteSize_anyCount_hasOneUnit(long bytes, String text) {
        assertEquals(text, ByteSize.text(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-11-23T22:00:00Z",
        "2026-11-24T02:00, 2026-11-24T00:00:00Z",
        "2026-11-24T02:00:30, 2026-11-24T00:00:30Z",
        "2026-07-01T02:00, 2026-06-30T23:00:00Z",
        "2026-11-24T00:00:00Z, 2026-11-24T00:00:00Z",
        "2026-11-24T02:00:00+05:30, 2026-11-23T20:30:00Z"
    })
    void pointInTime_everyForm_isTheInstant(String text, String instant) {
        assertEquals(
                Instant.parse(instant),
                new PointInTime.Converter().convert(text).in(HELSINKI));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "24.11.2026", "2026-13-01", "2026-11-24T25:00", "02:00", "1763863200"})
    void pointInTime_anyOtherText_isRefusedWithTheForms(String text) {
        TypeConversionException refused =
                assertThrows(TypeConversionException.class, () -> new PointInTime.Converter().convert(text));
        assertTrue(refused.getMessage().startsWith("'" + text + "' is not a time such as"), refused.getMessage());
    }

    @Test
    void snapshotUri_placeOfTheBackupJob_isBucketAndKey() {
        SnapshotUri uri = new SnapshotUri.Converter().convert("s3://backups/snapshots/prod/vault_20261123_020005.snap");
        assertEquals("backups", uri.bucket());
        assertEquals("prod", uri.key().cluster());
        assertEquals(Instant.parse("2026-11-23T02:00:05Z"), uri.key().takenAt());
        assertNull(uri.versionId());
    }

    @Test
    void snapshotUri_withAVersion_namesIt() {
        SnapshotUri uri = new SnapshotUri.Converter()
                .convert("s3://backups/snapshots/prod/vault_20261123_020005.snap?versionId=3/L4kqt+d3.x_y-z");
        assertEquals("3/L4kqt+d3.x_y-z", uri.versionId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "backups/snapshots/prod/vault_20261123_020005.snap",
                "s3://backups",
                "s3:///snapshots/prod/vault_20261123_020005.snap",
                "s3://backups/records/prod/vault_20261123_020005.json",
                "s3://backups/snapshots/prod/vault_20261123_020005.snap?versionId=",
                "s3://backups/snapshots/prod/vault_20261123_020005.snap?versionId=a b",
                "s3://backups/snapshots/prod/../x/vault_20261123_020005.snap"
            })
    void snapshotUri_anythingElse_isRefusedWithTheForm(String text) {
        TypeConversionException refused =
                assertThrows(TypeConversionException.class, () -> new SnapshotUri.Converter().convert(text));
        assertTrue(
                refused.getMessage().endsWith("is not s3://BUCKET/snapshots/CLUSTER/vault_<time>.snap"),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "INTACT, 0",
        "INTACT CORRUPT, 1",
        "SUSPECT, 1",
        "UNKNOWN, 3",
        "INTACT UNKNOWN, 3",
        "UNKNOWN CORRUPT, 1",
        "UNKNOWN SUSPECT INTACT, 1"
    })
    void exitCode_ofSeveralVerdicts_isOfTheWorst(String verdicts, int code) {
        List<Verdict> all =
                Arrays.stream(verdicts.split(" ")).map(Verdict::valueOf).toList();
        assertEquals(code, ExitCode.of(all));
    }

    @Test
    void awsMessage_noRegion_saysWhatToSetInsteadOfWhereItLooked() {
        String message = AwsMessage.shortened("s3://b/k: Unable to load region from any of the providers in the chain"
                + " software.amazon.awssdk.regions.providers.X@1:\n[SystemSettingsRegionProvider, …]");
        assertTrue(message.startsWith("s3://b/k: no AWS region is known; set AWS_REGION"), message);
        assertFalse(message.contains("software.amazon"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void awsMessage_noCredentials_saysWhatToSetInsteadOfWhereItLooked() {
        String message = AwsMessage.shortened("Unable to load credentials from any of the providers in the chain"
                + " AwsCredentialsProviderChain(credentialsProviders=[…])");
        assertEquals("no AWS credentials: run `aws sso login`, or set AWS_PROFILE", message);
    }

    @Test
    void awsMessage_anyOther_isKept() {
        assertEquals("Access Denied (Status Code: 403)", AwsMessage.shortened("Access Denied (Status Code: 403)"));
    }
}
