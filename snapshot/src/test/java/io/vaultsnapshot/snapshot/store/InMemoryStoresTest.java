package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of the fakes, since other tests rely on them. */
final class InMemoryStoresTest extends DocumentStoreContract {
    private static final byte[] BYTES = TestBytes.of(100, 1);

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final InMemorySnapshotStore snapshots = new InMemorySnapshotStore();

    @Override
    DocumentStore store() {
        return documents;
    }

    @Test
    void open_currentOrGivenVersion_deliversIt() throws IOException {
        String first = snapshots.put("a", BYTES);
        String second = snapshots.put("a", new byte[3]);
        assertArrayEquals(BYTES, read(snapshots, first));
        assertArrayEquals(new byte[3], read(snapshots, null));
        assertEquals(second, snapshots.open("a", null).versionId());
        assertThrows(SnapshotGoneException.class, () -> snapshots.open("a", "v9"));
        assertThrows(SnapshotGoneException.class, () -> snapshots.open("b", null));
    }

    @Test
    void list_startAfter_returnsOnlyLaterKeys() {
        List.of("p/3", "p/1", "q/1", "p/2").forEach(key -> snapshots.put(key, BYTES));
        List<StoredObject> found = snapshots.list("p/", "p/1");
        assertEquals(
                List.of("p/2", "p/3"), found.stream().map(StoredObject::key).toList());
    }

    @Test
    void faultyStores_everyFault_isAsNamed() throws IOException {
        snapshots.put("a", BYTES);
        byte[] flipped = BYTES.clone();
        flipped[7] ^= 1;
        assertArrayEquals(flipped, read(FaultyStores.flippingByte(snapshots, 7), null));
        SnapshotStore once = FaultyStores.flippingByteOnce(snapshots, 7);
        assertArrayEquals(flipped, read(once, null));
        assertArrayEquals(BYTES, read(once, null));
        assertEquals(40, read(FaultyStores.truncating(snapshots, 40), null).length);
        SnapshotStore breaking = FaultyStores.breakingOff(snapshots, 40);
        assertThrows(StoreUnavailableException.class, () -> read(breaking, null));
        assertThrows(StoreUnavailableException.class, () -> FaultyStores.failing(snapshots)
                .open("a", null));
        assertThrows(StoreUnavailableException.class, () -> FaultyStores.failing(snapshots)
                .list("a", null));
        SnapshotStore failingOnce = FaultyStores.failingOnce(snapshots);
        assertThrows(StoreUnavailableException.class, () -> failingOnce.open("a", null));
        assertArrayEquals(BYTES, read(failingOnce, null));
    }

    private static byte[] read(SnapshotStore store, @Nullable String versionId) throws IOException {
        try (SnapshotContent content = store.open("a", versionId)) {
            return content.stream().readAllBytes();
        }
    }
}
