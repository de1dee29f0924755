package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** A thousand clusters with drills, in as many groups as fit, and what is refused. */
class StackLimitTest {
    private static final int CLUSTERS = 1_000;
    private static final int SEAL_KEYS = (StackLimit.ROLE_POLICIES.most() - 1) * VerifierRole.SEAL_KEYS_IN_A_POLICY;
    private static final String ISSUER =
            "https://oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

    @TempDir
    private static Path folder;

    /** What the last run wrote to standard error. */
    private static String said;

    private static String saidOfThousand;
    private static int status;
    private static TemplateSize stack;
    private static List<TemplateSize> nested;

    @BeforeAll
    static void synthesize() throws IOException {
        status = run(
                "thousand",
                CLUSTERS,
                i -> Map.of(
                        "group",
                        "g" + i % GroupsInOneStack.WITH_DRILLS,
                        "drillSchedule",
                        "0 4 * * 0",
                        "sealKeyArns",
                        key(i % VerifierRole.SEAL_KEYS_IN_A_POLICY)));
        saidOfThousand = said;
        stack = TemplateSize.of(template("thousand"));
        try (Stream<Path> files = Files.list(folder.resolve("thousand"))) {
            nested = files.filter(file -> file.toString().endsWith(".nested.template.json"))
                    .map(TemplateSize::of)
                    .toList();
        }
    }

    @Test
    void aThousandClusters_withDrills_areSynthesized() {
        assertEquals(0, status, saidOfThousand);
        assertEquals(ClusterStacks.MOST, nested.size());
        assertEquals(
                2 * CLUSTERS,
                nested.stream()
                        .mapToLong(size -> size.used(StackLimit.RESOURCES))
                        .sum());
    }

    /** With two roles for each cluster, an account has room for 2,500 clusters: see {@link ClusterStacks#MOST}. */
    @Test
    void nestedStacks_haveRoomForAsManyClustersAsAnAccountHasRolesFor() {
        for (StackLimit limit : List.of(StackLimit.RESOURCES, StackLimit.TEMPLATE_BYTES)) {
            nested.forEach(
                    size -> assertTrue(5 * size.used(limit) < 2L * limit.most(), () -> limit + " " + size.used(limit)));
        }
    }

    /** What no synth can know: how much of its quotas the account uses already. */
    @Test
    void moreRolesThanAnAccountHasAtFirst_isSaid_andNotRefused() {
        assertEquals(1, saidOfThousand.lines().count(), saidOfThousand);
        assertTrue(
                saidOfThousand.startsWith("These clusters need 2,000 IAM roles, and an account has room for 1,000."),
                saidOfThousand);
    }

    @Test
    void groupsInOneStack_areAsManyAsFit() throws IOException {
        long ofAGroup =
                SynthesizedStack.JSON
                                .readTree(template("thousand").toFile())
                                .get("Resources")
                                .findValuesAsText("AlarmName")
                                .stream()
                                .filter(name -> name.startsWith("vault-snapshot.g7."))
                                .count()
                        + 1;
        long others = stack.used(StackLimit.RESOURCES) - ofAGroup * GroupsInOneStack.WITH_DRILLS;
        long room = StackLimit.RESOURCES.most() - others;
        assertEquals(GroupsInOneStack.WITH_DRILLS, room / ofAGroup);
        assertEquals(
                GroupsInOneStack.WITHOUT_DRILLS, room / (ofAGroup - 1), "without the alarm on the proof of a restore");
    }

    @Test
    void alarmsAndAges_areSplitOverWidgets() {
        assertTrue(stack.used(StackLimit.WIDGET_ALARMS) > StackLimit.WIDGET_ALARMS.most() / 2);
        assertTrue(stack.used(StackLimit.WIDGET_METRICS) > StackLimit.WIDGET_METRICS.most() / 2);
    }

    @Test
    void sealKeys_areSplitOverPolicies_andOneTooManyIsRefusedWithItsNumber_withoutAStackTrace() {
        String keys = IntStream.rangeClosed(0, SEAL_KEYS)
                .mapToObj(StackLimitTest::key)
                .collect(Collectors.joining(","));
        assertEquals(2, run("keys", 1, i -> Map.of("sealKeyArns", keys)));
        assertEquals(StackLimit.ROLE_POLICIES.refuse(StackLimit.ROLE_POLICIES.most() + 1L) + "\n", said);

        TemplateSize size = TemplateSize.of(template("keys"));
        assertEquals(StackLimit.ROLE_POLICIES.most() + 1L, size.used(StackLimit.ROLE_POLICIES));
        assertTrue(size.used(StackLimit.POLICY_CHARACTERS) > StackLimit.POLICY_CHARACTERS.most() / 2);
    }

    @Test
    void refusal_saysWhatToDo() {
        assertEquals(
                "This stack would have 501 resources; CloudFormation takes at most 500. Use fewer clusters or groups in"
                        + " this settings block, and one account or region for each block.",
                StackLimit.RESOURCES.refuse(501));
    }

    @Test
    void limits_takeTheGreatestNumber_andRefuseTheNext() {
        for (StackLimit limit : EnumSet.of(StackLimit.OUTPUTS, StackLimit.PARAMETERS, StackLimit.RESOURCES)) {
            assertEquals(List.of(), TemplateSizes.with(limit, limit.most()).refusals());
            assertEquals(
                    List.of(limit.refuse(limit.most() + 1L)),
                    TemplateSizes.with(limit, limit.most() + 1).refusals());
        }
        for (StackLimit limit :
                EnumSet.complementOf(EnumSet.of(StackLimit.OUTPUTS, StackLimit.PARAMETERS, StackLimit.RESOURCES))) {
            assertEquals(limit.most(), TemplateSizes.with(limit, limit.most()).used(limit), limit::name);
            assertTrue(
                    !TemplateSizes.with(limit, limit.most()).refusals().contains(limit.refuse(limit.most())),
                    limit::name);
            assertTrue(
                    TemplateSizes.with(limit, limit.most() + 1).refusals().contains(limit.refuse(limit.most() + 1L)),
                    limit::name);
        }
    }

    private static Path template(String out) {
        return folder.resolve(out).resolve(AwsNames.STACK + ".template.json");
    }

    private static int run(String out, int clusters, IntFunction<Map<String, Object>> more) {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        // The account of an example is told, and that is no limit.
        settings.put("account", "210987654321");
        settings.put(
                "clusters",
                IntStream.rangeClosed(1, clusters)
                        .mapToObj(i -> {
                            Map<String, Object> cluster = new TreeMap<>(more.apply(i));
                            cluster.putAll(Map.of("name", "cluster-" + i, "oidcIssuer", ISSUER));
                            return cluster;
                        })
                        .toList());
        App app = App.Builder.create()
                .context(SynthesizedStack.context(settings))
                .outdir(folder.resolve(out).toString())
                .build();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = SnapshotInfraApp.run(
                app, SynthesizedStack.stubJar(), new PrintStream(err, true, StandardCharsets.UTF_8));
        said = err.toString(StandardCharsets.UTF_8);
        return exit;
    }

    /** The longest ARN of a key in the region: a multi-region key of another account. */
    private static String key(int i) {
        return "arn:aws:kms:eu-north-1:444455556666:key/mrk-" + String.format("%032x", i);
    }
}
