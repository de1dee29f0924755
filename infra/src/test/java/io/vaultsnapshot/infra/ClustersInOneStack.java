package io.vaultsnapshot.infra;

/** How many clusters fit into one stack with the default settings. {@link StackLimitTest} derives both numbers. */
final class ClustersInOneStack {
    /** When each cluster is a group of its own. */
    static final int EACH_IN_ITS_GROUP = 92;

    /** When all clusters are in one group, as by default. */
    static final int ALL_IN_ONE_GROUP = 459;

    private ClustersInOneStack() {}
}
