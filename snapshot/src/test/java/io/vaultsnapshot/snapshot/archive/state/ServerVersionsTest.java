package io.vaultsnapshot.snapshot.archive.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerVersionsTest {
    @Test
    void sorted_versionsInAnyOrder_areInOrderOfRelease() {
        List<String> inOrder = List.of(
                "0.11.6",
                "1.9.4",
                "1.10.0",
                "1.21.0-beta1",
                "1.21.0-rc2",
                "1.21.0-rc10",
                "1.21.0",
                "1.21.0+ent",
                "1.21.4",
                "2.0.0-beta20240618",
                "2.0.0",
                "2.6.2");
        List<String> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));
        ServerVersions versions = new ServerVersions();
        shuffled.forEach(versions::add);

        assertEquals(inOrder, versions.sorted());
    }

    @Test
    void add_textThatIsNoVersion_isIgnored() {
        ServerVersions versions = new ServerVersions();
        for (String text : List.of("", "1.2\n", "../x", "1".repeat(65), "é", "1.2/3")) {
            versions.add(text);
        }

        assertEquals(List.of(), versions.sorted());
    }
}
