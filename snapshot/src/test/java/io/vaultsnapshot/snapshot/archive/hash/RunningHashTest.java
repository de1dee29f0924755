package io.vaultsnapshot.snapshot.archive.hash;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningHashTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void finish_hashingFailed_throws(boolean started) {
        try (HashThreads threads = new HashThreads()) {
            if (started) {
                threads.start();
            }
            RunningHash hash = threads.objectHash();
            hash.update(new Chunk(10), 5, 10);

            assertThrows(IllegalStateException.class, hash::finish);
        }
    }
}
