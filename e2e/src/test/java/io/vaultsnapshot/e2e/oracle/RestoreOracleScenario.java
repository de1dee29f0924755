package io.vaultsnapshot.e2e.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.finding.Consequence;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real server does with damaged snapshots what FindingCode says. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreOracleScenario {
    private final RestoreOracle oracle;
    private final RestoreOracle.Source source;
    private final byte[] real;
    private final Map<String, byte[]> mutants;

    RestoreOracleScenario(Suite suite) throws IOException {
        ServerBinary binary = suite.get(Tools.class).openBao();
        oracle = new RestoreOracle(suite, binary);
        Path file = suite.folder("oracle").resolve("vault.snap");
        try (ServerNode server = ServerNode.start(suite.workspace(), binary, "oracle-source", Seal.shamir())) {
            ServerKeys keys = server.initialize();
            source = RestoreOracle.fill(server, keys);
            server.cli(keys, "operator", "raft", "snapshot", "save", file.toString())
                    .orFail();
        }
        real = Files.readAllBytes(file);
        mutants = Mutants.of(real);
    }

    static List<RestoreTable.Row> rows() {
        return RestoreTable.ROWS;
    }

    @Test
    void restore_repackedWithoutDamage_restores() throws IOException {
        byte[] repacked = new RealSnapshot(real).object();

        assertEquals(List.of(), RestoreTableTest.found(repacked), "unpacking and packing again does no damage");
        assertEquals(Consequence.RESTORES, oracle.restore("repacked", repacked, source, Consequence.RESTORES));
    }

    /** The server counts shares by the numbers that it had in memory before the restore. */
    @Test
    void restore_intoATargetOfAnotherQuorum_takesTheKeysAfterARestartOnly() {
        assertEquals(List.of(false, true), oracle.restoreIntoAnotherQuorum(real, source));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void restore_oneMutantOfEachRow_doesWhatTheFindingSays(RestoreTable.Row row) {
        Consequence expected = row.code().inOpenBao();
        String name = row.damage().replaceAll("[^a-zA-Z0-9]+", "-");

        assertEquals(expected, oracle.restore(name, mutants.get(row.damage()), source, expected));
    }
}
