package io.vaultsnapshot.snapshot.archive.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which numbers of shares a server starts with. */
class SealConfigTest {
    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 3", "255, 2", "255, 255"})
    void parse_quorumThatServersTake_isKnown(long shares, long threshold) {
        SealInfo seal = parse(shares, threshold, null).orElseThrow();

        assertEquals(new Quorum(shares, threshold), new Quorum(seal.shares(), seal.threshold()));
        assertEquals(List.of(), findings.list());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 2", "2, 1", "5, 1", "5, 6", "256, 3", "-1, -1", "5, -3"})
    void parse_quorumThatServersRefuse_isAFinding(long shares, long threshold) {
        assertEquals(Optional.empty(), parse(shares, threshold, null));
        assertEquals(
                List.of(FindingCode.SEAL_CONFIG_INVALID),
                findings.list().stream().map(Finding::code).toList());
    }

    @Test
    void parse_recoveryConfigThatCannotBeRead_isLeftOut() {
        assertEquals(null, parse(5, 3, "{").orElseThrow().recovery());
        assertEquals(List.of(), findings.list());
    }

    private Optional<SealInfo> parse(long shares, long threshold, String recovery) {
        String json = "{\"type\":\"shamir\",\"secret_shares\":%d,\"secret_threshold\":%d}".formatted(shares, threshold);
        return SealConfig.parse(
                json.getBytes(UTF_8), null, recovery == null ? null : recovery.getBytes(UTF_8), null, findings);
    }
}
