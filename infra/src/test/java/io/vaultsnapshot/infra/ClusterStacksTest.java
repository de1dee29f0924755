package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;

/** Which nested stack has a cluster's resources, and that no other cluster changes that. */
class ClusterStacksTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_-";

    /** A change of these numbers would move the roles of every deployed stack, and CloudFormation cannot move them. */
    @Test
    void number_isTheOneOfTheFirstVersion() {
        assertEquals(
                Map.of("demo", 0, "production", 0, "Staging_2", 6, "cluster-1", 13),
                List.of("demo", "production", "Staging_2", "cluster-1").stream()
                        .collect(Collectors.toMap(name -> name, ClusterStacks::numberOf)));
    }

    /** With a drill each, 2,500 clusters need all the roles that IAM gives an account. */
    @ParameterizedTest
    @ValueSource(strings = {"cluster-%d", "prod-eu-north-1-%04d", "team_%d_eks", "%d"})
    void asManyClustersAsIamHasRolesFor_fit(String form) {
        Map<Integer, Integer> clusters = new HashMap<>();
        IntStream.range(0, 2_500)
                .mapToObj(i -> String.format(form, i))
                .forEach(name -> clusters.merge(ClusterStacks.numberOf(name), 1, Integer::sum));
        clusters.values().forEach(each -> assertTrue(2 * each <= StackLimit.RESOURCES.most(), clusters::toString));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void clusterThatIsAddedOrRemoved_leavesEveryOtherClustersResourcesWhereAndAsTheyAre(long seed) {
        Random random = new Random(seed);
        List<Map<String, Object>> fleet = fleet(random, 12);
        Map<String, Object> added = fleet.remove(random.nextInt(fleet.size()));
        List<Map<String, Object>> larger = new ArrayList<>(fleet);
        larger.add(random.nextInt(fleet.size()), added);

        Map<String, String> before = resources(fleet);
        Map<String, String> after = resources(larger);

        Map<String, String> kept = new TreeMap<>(after);
        kept.keySet().retainAll(before.keySet());
        assertEquals(before, kept);
        Set<String> others = new LinkedHashSet<>(after.keySet());
        others.removeAll(before.keySet());
        assertTrue(!others.isEmpty() && others.size() <= 2, others::toString);
        others.forEach(other -> assertTrue(
                after.get(other).contains("\"" + added.get("name") + "\"")
                        || after.get(other).contains("-" + added.get("name")),
                () -> after.get(other)));
    }

    /** Returns each resource of a cluster by its logical id: the file that it is in, and its text. */
    private static Map<String, String> resources(List<Map<String, Object>> clusters) {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("clusters", clusters);
        Map<String, JsonNode> files = SynthesizedStack.of(App.Builder.create()
                        .context(SynthesizedStack.context(settings))
                        .build())
                .files();
        Map<String, String> resources = new TreeMap<>();
        files.forEach((file, template) -> {
            if (file.endsWith(".nested.template.json")) {
                template.get("Resources")
                        .properties()
                        .forEach(resource -> resources.put(resource.getKey(), file + " " + resource.getValue()));
            }
        });
        return resources;
    }

    private static List<Map<String, Object>> fleet(Random random, int size) {
        Set<String> names = new LinkedHashSet<>();
        while (names.size() < size) {
            names.add("c"
                    + random.ints(1 + random.nextInt(20), 0, LETTERS.length())
                            .mapToObj(i -> LETTERS.substring(i, i + 1))
                            .collect(Collectors.joining()));
        }
        return names.stream().map(name -> cluster(random, name)).collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, Object> cluster(Random random, String name) {
        Map<String, Object> cluster =
                new TreeMap<>(Map.of("name", name, "oidcIssuer", "https://example.com/id/" + name));
        if (random.nextBoolean()) {
            cluster.put("identity", "pod-identity");
        }
        if (random.nextBoolean()) {
            cluster.put("drillSchedule", "0 4 * * 0");
        }
        return cluster;
    }
}
