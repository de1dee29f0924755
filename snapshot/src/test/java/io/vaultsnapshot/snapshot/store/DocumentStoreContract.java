package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every document store must do. The fake must do it too, or tests that use it would prove nothing. */
abstract class DocumentStoreContract {
    static final String KEY = "status/prod.json";

    /** Returns the store of this test. All calls within a test return a store with the same documents. */
    abstract DocumentStore store();

    @Test
    void read_neverWritten_isEmpty() throws Exception {
        assertEquals(Optional.empty(), store().read(KEY));
    }

    @Test
    void write_new_canBeReadWithTheSameEtag() throws Exception {
        String etag = store().write(KEY, Map.of("state", "healthy", "list", List.of(1, 2)), null);

        StoredDocument read = store().read(KEY).orElseThrow();
        assertEquals(Map.of("state", "healthy", "list", List.of(1, 2)), read.fields());
        assertEquals(etag, read.etag());
        assertFalse(etag.contains("\""));
    }

    @Test
    void write_newButExists_conflictsAndChangesNothing() throws Exception {
        store().write(KEY, Map.of("a", 1), null);
        DocumentConflictException conflict =
                assertThrows(DocumentConflictException.class, () -> store().write(KEY, Map.of("a", 2), null));
        assertTrue(String.valueOf(conflict.getMessage()).contains(KEY));
        assertEquals(Map.of("a", 1), store().read(KEY).orElseThrow().fields());
    }

    @Test
    void write_versionRead_replacesIt() throws Exception {
        String first = store().write(KEY, Map.of("a", 1), null);
        String second = store().write(KEY, Map.of("a", 2), first);
        assertNotEquals(first, second);
        assertEquals(
                new StoredDocument(Map.of("a", 2), second), store().read(KEY).orElseThrow());
    }

    @Test
    void write_olderVersion_conflictsAndChangesNothing() throws Exception {
        String first = store().write(KEY, Map.of("a", 1), null);
        store().write(KEY, Map.of("a", 2), first);
        assertThrows(DocumentConflictException.class, () -> store().write(KEY, Map.of("a", 3), first));
        assertEquals(Map.of("a", 2), store().read(KEY).orElseThrow().fields());
    }

    @Test
    void write_versionOfADeletedDocument_conflicts() {
        assertThrows(DocumentConflictException.class, () -> store().write(KEY, Map.of("a", 3), "0123456789abcdef"));
    }

    @Test
    void overwrite_newOrExisting_writes() throws Exception {
        store().overwrite(KEY, Map.of("a", 1));
        String etag = store().overwrite(KEY, Map.of("a", 2));
        assertEquals(new StoredDocument(Map.of("a", 2), etag), store().read(KEY).orElseThrow());
    }

    @Test
    void list_severalPages_returnsAllInKeyOrderWithTheEtagsOfRead() throws Exception {
        for (int n = 9; n > 0; n--) {
            store().overwrite("status/" + n + ".json", Map.of("n", n));
        }
        store().overwrite("records/1.json", Map.of());

        List<StoredObject> found = store().list("status/");

        assertEquals(9, found.size());
        for (int n = 1; n <= 9; n++) {
            StoredObject each = found.get(n - 1);
            assertEquals("status/" + n + ".json", each.key());
            assertEquals(7, each.size());
            assertEquals(store().read(each.key()).orElseThrow().etag(), each.etag());
        }
    }
}
