package io.vaultsnapshot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        return Stream.<EnvVariable[]>of(SnapshotJobEnv.values(), VaultSetupEnv.values(), VerifierEnv.values())
                .flatMap(Stream::of);
    }

    @Test
    void words_everyEnum_areReadBack() {
        for (ProofLevel level : ProofLevel.values()) {
            assertEquals(Optional.of(level), ProofLevel.ofWord(level.word()));
        }
        for (ClusterState state : ClusterState.values()) {
            assertEquals(Optional.of(state), ClusterState.ofWord(state.word()));
        }
        for (Verdict verdict : Verdict.values()) {
            assertEquals(Optional.of(verdict), Verdict.ofWord(verdict.word()));
        }
        assertEquals(Optional.empty(), Verdict.ofWord("INTACT"));
        assertEquals(Optional.empty(), ClusterState.ofWord(""));
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
