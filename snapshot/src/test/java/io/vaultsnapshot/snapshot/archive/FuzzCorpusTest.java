package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Repeats the inputs that coverage-guided fuzzing kept: one for each path through the reader. */
class FuzzCorpusTest {
    @Test
    void fuzzerTestOneInput_everyInputOfTheCorpus_raisesNothing() throws IOException {
        int inputs = 0;
        InputStream corpus = Objects.requireNonNull(FuzzCorpusTest.class.getResourceAsStream("fuzz-corpus.zip"));
        try (ZipInputStream zip = new ZipInputStream(corpus)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                byte[] input = zip.readAllBytes();
                assertDoesNotThrow(() -> ArchiveFuzzTarget.fuzzerTestOneInput(input), () -> "input " + name);
                inputs++;
            }
        }
        assertTrue(inputs > 100, "the corpus is there");
    }
}
