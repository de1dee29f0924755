package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsNames;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** One stack with one cluster more than fits, and what follows from its size. */
class StackLimitTest {
    private static final String ISSUER =
            "https://oidc.eks.eu-north-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

    @TempDir
    private static Path folder;

    private static String said;
    private static int status;
    private static TemplateSize big;

    @BeforeAll
    static void synthesize() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int clusters = ClustersInOneStack.EACH_IN_ITS_GROUP + 1;
        App app = app(clusters, i -> Map.of("group", "g" + i, "sealKeyArns", key(i)), "big");
        status = SnapshotInfraApp.run(
                app, SynthesizedStack.stubJar(), new PrintStream(err, true, StandardCharsets.UTF_8));
        said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("This stack"), said);
        big = TemplateSize.of(folder.resolve("big").resolve(AwsNames.STACK + ".template.json"));
    }

    @Test
    void oneClusterTooMany_isRefusedWithItsNumber_withoutAStackTrace() {
        assertEquals(2, status);
        assertEquals(String.join("\n", big.refusals()) + "\n", said);
    }

    @Test
    void refusal_saysWhatToDo() {
        assertEquals(
                "This stack would have 501 resources; CloudFormation takes at most 500. Use fewer clusters or groups in"
                        + " this settings block, and one account or region for each block.",
                StackLimit.RESOURCES.refuse(501));
    }

    @Test
    void sealKeys_areSplitOverPolicies_thatAreShortEnough() {
        int keys = ClustersInOneStack.EACH_IN_ITS_GROUP + 1;
        int ofKeys = (keys + VerifierRole.SEAL_KEYS_IN_A_POLICY - 1) / VerifierRole.SEAL_KEYS_IN_A_POLICY;
        assertEquals(1 + ofKeys, big.used(StackLimit.ROLE_POLICIES));
        assertTrue(big.used(StackLimit.POLICY_CHARACTERS) > StackLimit.POLICY_CHARACTERS.most() / 2);
    }

    @Test
    void alarms_areSplitOverWidgets() {
        assertEquals(StackLimit.WIDGET_ALARMS.most(), big.used(StackLimit.WIDGET_ALARMS));
    }

    @Test
    void clustersInOneStack_areAsManyAsFit() {
        TemplateSize one = size(1, i -> Map.of(), "one");
        TemplateSize own = size(2, i -> Map.of("group", "g" + i), "own");
        TemplateSize shared = size(2, i -> Map.of(), "shared");
        assertEquals(
                List.of(ClustersInOneStack.EACH_IN_ITS_GROUP, ClustersInOneStack.ALL_IN_ONE_GROUP),
                List.of(most(one, own), most(one, shared)));
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

    /** Every cluster adds the same, so the size of any number of clusters follows from those of one and of two. */
    private static int most(TemplateSize one, TemplateSize two) {
        return EnumSet.allOf(StackLimit.class).stream()
                .filter(limit -> limit != StackLimit.WIDGET_ALARMS && two.used(limit) > one.used(limit))
                .mapToInt(limit -> (int) (1 + (limit.most() - one.used(limit)) / (two.used(limit) - one.used(limit))))
                .min()
                .orElseThrow();
    }

    private static TemplateSize size(int clusters, IntFunction<Map<String, Object>> more, String out) {
        App app = app(clusters, more, out);
        assertEquals(0, SnapshotInfraApp.run(app, SynthesizedStack.stubJar(), System.err));
        return TemplateSize.of(folder.resolve(out).resolve(AwsNames.STACK + ".template.json"));
    }

    private static App app(int clusters, IntFunction<Map<String, Object>> more, String out) {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        // The account of an example is told, and that is no limit.
        settings.put("account", "210987654321");
        settings.put(
                "clusters",
                IntStream.rangeClosed(1, clusters)
                        .mapToObj(i -> {
                            Map<String, Object> cluster = new TreeMap<>(more.apply(i));
                            cluster.putAll(Map.of(
                                    "name", "cluster-" + i, "writerRole", "snapshotter-" + i, "oidcIssuer", ISSUER));
                            return cluster;
                        })
                        .toList());
        return App.Builder.create()
                .context(SynthesizedStack.context(settings))
                .outdir(folder.resolve(out).toString())
                .build();
    }

    /** The longest ARN of a key in the region: a multi-region key of another account. */
    private static String key(int i) {
        return "arn:aws:kms:eu-north-1:444455556666:key/mrk-" + String.format("%032x", i);
    }
}
