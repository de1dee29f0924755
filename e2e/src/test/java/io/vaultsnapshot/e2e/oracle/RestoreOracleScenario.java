package io.vaultsnapshot.e2e.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Consequence;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real server does with damaged snapshots what FindingCode says. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreOracleScenario {
    /** A finding that needs the seal's key, so the reader alone cannot have it. */
    private static final Set<FindingCode> BEYOND_THE_READER = EnumSet.of(FindingCode.SEALED_SUMS_MISMATCH);

    private final RestoreOracle oracle;
    private final ServerKeys keys;
    private final byte[] real;
    private final Map<FindingCode, byte[]> mutants;

    RestoreOracleScenario(Suite suite) throws IOException {
        ServerBinary binary = suite.get(Tools.class).openBao();
        oracle = new RestoreOracle(suite, binary);
        Path file = suite.folder("oracle").resolve("vault.snap");
        try (ServerNode server = ServerNode.start(suite.workspace(), binary, "oracle-source", Seal.shamir())) {
            keys = server.initialize();
            RestoreOracle.write(server, keys, RestoreOracle.VALUE);
            server.cli(keys, "operator", "raft", "snapshot", "save", file.toString())
                    .orFail();
        }
        real = Files.readAllBytes(file);
        mutants = Mutants.of(real);
    }

    Stream<FindingCode> codes() {
        return mutants.keySet().stream();
    }

    @Test
    void mutants_coverEveryFindingAboutBytesWithAConsequence() {
        Set<FindingCode> expected = EnumSet.range(FindingCode.EMPTY, FindingCode.SEALED_SUMS_MISMATCH);
        expected.removeIf(code -> code.consequence() == Consequence.NOT_KNOWN);

        assertEquals(new TreeSet<>(expected), new TreeSet<>(mutants.keySet()));
    }

    @Test
    void restore_repackedWithoutDamage_restores() throws IOException {
        byte[] repacked = new RealSnapshot(real).object();

        assertEquals(List.of(), found(repacked), "unpacking and packing again does no damage");
        assertEquals(Consequence.RESTORES, oracle.restore("repacked", repacked, keys, Consequence.RESTORES));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void restore_oneMutantOfEachKind_doesWhatTheFindingSays(FindingCode code) throws IOException {
        byte[] mutant = mutants.get(code);
        if (!BEYOND_THE_READER.contains(code)) {
            assertTrue(found(mutant).contains(code), () -> "the reader finds it: " + code);
        }

        assertEquals(code.consequence(), oracle.restore(code.runbookAnchor(), mutant, keys, code.consequence()));
    }

    private static List<FindingCode> found(byte[] object) throws IOException {
        return SnapshotArchiveReader.inspect(new ByteArrayInputStream(object)).findings().stream()
                .map(Finding::code)
                .toList();
    }
}
