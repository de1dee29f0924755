package io.vaultsnapshot.contract.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvVariablesTest {
    @ParameterizedTest
    @MethodSource("variables")
    void variable_everyOne_hasANameAndAMeaning(EnvVariable variable) {
        assertTrue(variable.name().matches("[A-Z][A-Z0-9_]*"), variable.name());
        assertTrue(variable.meaning().length() > 10, variable.name());
        assertTrue(variable.meaning().strip().equals(variable.meaning()), variable.name());
    }

    static Stream<EnvVariable> variables() {
        return Stream.<EnvVariable[]>of(
                        SnapshotJobEnv.values(), DrillJobEnv.values(), VaultSetupEnv.values(), VerifierEnv.values())
                .flatMap(Stream::of);
    }

    @Test
    void words_everyEnum_areReadBack() {
        for (ProofLevel level : ProofLevel.values()) {
            assertEquals(Optional.of(level), ProofLevel.ofId(level.id()));
        }
        for (ClusterState state : ClusterState.values()) {
            assertEquals(Optional.of(state), ClusterState.ofId(state.id()));
        }
        for (Verdict verdict : Verdict.values()) {
            assertEquals(Optional.of(verdict), Verdict.ofId(verdict.id()));
        }
        assertEquals(Optional.empty(), Verdict.ofId("INTACT"));
        assertEquals(Optional.empty(), ClusterState.ofId(""));
    }

    @Test
    void verdict_ofFindings_isTheWorstOfThem() {
        assertEquals(Verdict.INTACT, Verdict.of(List.of()));
        assertEquals(Verdict.INTACT, Verdict.of(List.of(FindingCode.CLUSTER_UNKNOWN)));
        assertEquals(Verdict.UNKNOWN, Verdict.of(List.of(FindingCode.CLUSTER_UNKNOWN, FindingCode.STORE_UNAVAILABLE)));
        assertEquals(Verdict.CORRUPT, Verdict.of(List.of(FindingCode.STORE_UNAVAILABLE, FindingCode.TRUNCATED)));
        assertEquals(Verdict.SUSPECT, Verdict.of(List.of(FindingCode.META_VERSION_UNKNOWN, FindingCode.REGRESSION)));
        assertEquals(Verdict.CORRUPT, Verdict.of(List.of(FindingCode.REGRESSION, FindingCode.SUM_MISMATCH)));
    }
}
