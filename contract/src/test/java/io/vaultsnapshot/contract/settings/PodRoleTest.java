package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose role a backup job gets. */
class PodRoleTest {
    @Test
    void parse_podIdentity_clustersShareARoleAndNotWithIrsa() {
        Map<String, String> one = Map.of("name", "one", "identity", "pod-identity");
        Map<String, String> two = Map.of("name", "two", "identity", "pod-identity");
        assertEquals(List.of(), problems(List.of(one, two)));
        assertEquals(
                List.of("clusters[2].writerRole: 'vault-snapshot-writer-eu-north-1' is already used by"
                        + " clusters[0].writerRole; each cluster needs its own, and IAM does not let names differ by case"
                        + " alone"),
                problems(List.of(one, two, Map.of("name", "old", "writerRole", "vault-snapshot-writer-eu-north-1"))));
    }

    /** The restore drills of two clusters must not share a role: it could read both clusters' snapshots. */
    @Test
    void drillRole_podIdentity_isOfTheCluster() {
        ClusterSettings cluster = SettingsSamples.cluster(
                Map.of("name", "one", "identity", "pod-identity", "drillSchedule", "0 5 * * 0"));

        assertEquals("vault-snapshot-writer-eu-north-1", cluster.get(ClusterSetting.WRITER_ROLE));
        assertEquals("vault-snapshot-eu-north-1-one-drill", cluster.drillRole());
    }

    /** The name of the cluster is no part of a shared role's name. */
    @Test
    void parse_podIdentityWithALongName_isAccepted() {
        assertEquals(List.of(), problems(List.of(Map.of("name", "c".repeat(100), "identity", "pod-identity"))));
    }

    @Test
    void drillRole_podIdentityWithLongNames_isCutAndStaysUnique() {
        String end = "c".repeat(99);
        String one = drillRole("a" + end);
        String two = drillRole("a" + end.substring(1) + "d");
        assertTrue(one.matches("vault-snapshot-eu-north-1-ac+-[0-9a-f]{8}-drill"), one);
        assertEquals(64, one.length());
        assertNotEquals(one, two);
    }

    private static String drillRole(String name) {
        return SettingsSamples.cluster(Map.of("name", name, "identity", "pod-identity", "drillSchedule", "0 5 * * 0"))
                .drillRole();
    }

    @Test
    void parse_anotherWord_namesTheTwo() {
        assertEquals(
                List.of("clusters[0].identity: 'pod identity' is not allowed; must be irsa or pod-identity"),
                problems(List.of(Map.of("name", "prod", "identity", "pod identity"))));
    }

    private static List<String> problems(List<Map<String, String>> clusters) {
        Map<String, Object> block = SettingsSamples.minimal();
        block.put("clusters", clusters);
        try {
            SettingsParser.parse(block);
            return List.of();
        } catch (InvalidSettingsException invalid) {
            return invalid.problems().stream().map(SettingsProblem::toString).toList();
        }
    }
}
