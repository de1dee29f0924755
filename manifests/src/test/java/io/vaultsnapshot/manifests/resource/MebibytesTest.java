package io.vaultsnapshot.manifests.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MebibytesTest {
    @ParameterizedTest
    @CsvSource({"16,16Mi", "1024,1Gi", "1536,1536Mi", "2048,2Gi", "2176,2176Mi", "1048576,1Ti"})
    void quantity_anySize_isWhatKubernetesWritesBack(int mebibytes, String written) {
        assertEquals(written, Mebibytes.quantity(mebibytes).getValue());
    }
}
