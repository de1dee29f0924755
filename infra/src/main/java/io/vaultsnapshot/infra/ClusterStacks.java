package io.vaultsnapshot.infra;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.NestedStackProps;
import software.constructs.Construct;

/**
 * The nested stacks with what each cluster has of its own: up to three resources, of which CloudFormation takes 500 in one stack.
 * A cluster's name alone says in which of them its resources are. So a cluster that comes or goes moves no other one's, whose
 * roles CloudFormation could not move: their names are taken until the old ones are deleted.
 */
final class ClusterStacks {
    /** With two roles for each cluster, these hold more roles than IAM gives an account (5,000, with the quota raised). */
    static final int MOST = 16;

    private final Construct parent;
    private final Map<Integer, NestedStack> stacks = new TreeMap<>();

    ClusterStacks(Construct parent) {
        this.parent = parent;
    }

    /** Returns the stack that holds the resources of a cluster. */
    NestedStack of(String cluster) {
        return stacks.computeIfAbsent(numberOf(cluster), number -> new Some(parent, number));
    }

    /** Returns the names of the files with the templates of those that have clusters. */
    List<String> templateFiles() {
        return stacks.values().stream().map(NestedStack::getTemplateFile).toList();
    }

    /** Returns the number of a cluster's stack, from 0. Another rule would move the resources of every deployed stack. */
    static int numberOf(String cluster) {
        CRC32 sum = new CRC32();
        sum.update(cluster.getBytes(StandardCharsets.US_ASCII));
        return (int) (sum.getValue() % MOST);
    }

    private static final class Some extends NestedStack {
        Some(Construct parent, int number) {
            super(
                    parent,
                    String.format(Locale.ROOT, "Clusters%02d", number),
                    NestedStackProps.builder()
                            .description("Vault Snapshot: what some of the clusters have of their own")
                            .suppressTemplateIndentation(true)
                            .build());
        }
    }
}
