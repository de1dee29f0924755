package io.vaultsnapshot.infra;

/**
 * How many groups of clusters fit into one stack, however many clusters they have. Their alarms are in the stack itself. {@link
 * StackLimitTest} derives both numbers.
 */
final class GroupsInOneStack {
    /** When no cluster has a drill. */
    static final int WITHOUT_DRILLS = 110;

    /** When each group has a cluster with a drill, whose proof has a deadline of its own. */
    static final int WITH_DRILLS = 88;

    private GroupsInOneStack() {}
}
