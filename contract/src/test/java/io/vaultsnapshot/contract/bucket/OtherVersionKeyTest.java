package io.vaultsnapshot.contract.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherVersionKeyTest {
    private static final SnapshotKey SNAPSHOT = new SnapshotKey("prod", Instant.parse("2026-11-23T02:00:07Z"));

    /** As S3's documentation shows ids, as S3 gives them, and as other servers do. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY+MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo",
                ".V9x_a-8Qn1CQ0Yt2yUXUQ.FqhDsFxJb",
                "1d8a6f56-2d41-4c65-9ff0-7b1c53a3a5f1",
                "01JDHX1M8V3TQKX5Y9T1YF9W2Z",
                "null"
            })
    void keys_everyId_leadBackToTheVersion(String id) {
        OtherVersionKey key = new OtherVersionKey(SNAPSHOT, id);

        assertEquals(Optional.of(key), OtherVersionKey.ofRecord(key.recordKey()));
        assertEquals(Optional.of(key), OtherVersionKey.ofCopy(key.copyKey()));
        assertEquals(Optional.of(key), OtherVersionKey.ofAcknowledgement(key.acknowledgementKey()));
        assertEquals(Optional.of(key), RecordKey.ofRecord(key.recordKey()));
        assertEquals(Optional.of(key), RecordKey.parse(key.format()));
        assertEquals(Optional.empty(), RecordKey.ofRecord(key.copyKey()), "a note is no record");
        assertEquals(Optional.empty(), SnapshotKey.ofRecord(key.recordKey()), "nor is it the snapshot's own");
        assertEquals(Optional.empty(), SnapshotKey.ofAcknowledgement(key.acknowledgementKey()));
    }

    @Test
    void recordKey_ofAVersion_liesBesideTheSnapshotsOwn() {
        assertEquals(
                "records/prod/vault_20261123_020007.3~2FL4_k.json",
                new OtherVersionKey(SNAPSHOT, "3/L4_k").recordKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "records/prod/vault_20261123_020007.json",
                "records/prod/vault_20261123_020007..json",
                "records/prod/vault_20261123_020007.3%2FL4.json",
                "records/prod/vault_20261123_020007.a~2.json",
                "records/prod/vault_20261123_020007.a~41.json",
                "records/prod/vault_20261123_020007.a~0A.json",
                "records/prod/vault_20261399_020007.v1.json",
                "records/../vault_20261123_020007.v1.json",
                "records/prod/vault_20261123_020007.v1.snap",
                "vault_.json",
                ""
            })
    void ofRecord_anyOtherKey_isNone(String key) {
        assertEquals(Optional.empty(), OtherVersionKey.ofRecord(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "\n", "a~b", "\u00e9"})
    void create_idThatNoStoreGives_isRefused(String id) {
        assertThrows(IllegalArgumentException.class, () -> new OtherVersionKey(SNAPSHOT, id));
    }
}
