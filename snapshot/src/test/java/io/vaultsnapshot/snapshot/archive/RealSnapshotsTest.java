package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snapshots that real servers wrote. The facts are those of {@code fixtures/README.md}. */
class RealSnapshotsTest {
    @ParameterizedTest
    @CsvSource({
        "openbao-2.6.2-shamir.snap,         2.6.2,  5, 3,  14930,   31",
        "openbao-2.6.2-300-secrets.snap,    2.6.2,  5, 3,  81987,  328",
        "openbao-2.6.2-namespace.snap,      2.6.2,  5, 3,  25956,   52",
        "vault-1.21.4-small.snap,           1.21.4, 1, 1,  32189,   50",
        "vault-1.21.4-1000-secrets.snap,    1.21.4, 1, 1, 701143, 2054",
    })
    void inspect_realSnapshot_isIntactAndSaysWhatItIs(
            String file, String version, long shares, long threshold, long stateBytes, long entries) {
        byte[] object = Fixtures.named(file);

        ArchiveInspection inspection = SnapshotArchives.inspect(object);

        assertEquals(List.of(), inspection.findings());
        assertEquals(ProofLevel.UNSEALABLE, inspection.level());
        assertEquals(object.length, inspection.archive().size());
        assertEquals(SnapshotArchives.sha256(object), inspection.archive().sha256());
        assertEquals(stateBytes, inspection.archive().meta().size());
        assertEquals(
                new Quorum(shares, threshold),
                new Quorum(
                        inspection.archive().seal().shares(),
                        inspection.archive().seal().threshold()));
        assertTrue(inspection.archive().seal().isShamir());
        assertEquals(List.of(version), inspection.archive().serverVersions());
        assertEquals(entries, inspection.archive().contents().entries());
    }
}
