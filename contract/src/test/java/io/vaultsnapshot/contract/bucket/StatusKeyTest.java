package io.vaultsnapshot.contract.bucket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusKeyTest {
    @Property
    void clusterOf_keyOfACluster_isThatCluster(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 100) String cluster) {
        assertEquals(Optional.of(cluster), StatusKey.clusterOf(StatusKey.of(cluster)));
    }

    @Test
    void of_cluster_isADocumentUnderStatus() {
        assertEquals("status/prod.json", StatusKey.of("prod"));
        assertEquals(StatusKey.FLEET_INDEX, StatusKey.of(StatusKey.RESERVED_CLUSTER_NAME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status/",
                "status/.json",
                "status/index.json",
                "status/index.html",
                "status/prod",
                "status/a/b.json",
                "status/../a.json",
                "status//a.json",
                "status/a.json\n",
                "status/a\n.json",
                "status/_a.json",
                "Status/a.json",
                "records/a.json",
                "status/\u0661.json",
                "status.json",
                "status/a.JSON"
            })
    void clusterOf_otherKey_isEmpty(String key) {
        assertEquals(Optional.empty(), StatusKey.clusterOf(key));
    }
}
