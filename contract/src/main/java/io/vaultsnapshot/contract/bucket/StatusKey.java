package io.vaultsnapshot.contract.bucket;

import java.util.Optional;

/**
 * The keys of status documents: {@code status/<cluster>.json}, for the fleet {@code status/index.json} and as a page {@code
 * status/index.html}, and for the retention {@code status/retention/<cluster>.json}.
 */
public final class StatusKey {
    /** Every status document's key starts with this. */
    public static final String ROOT = "status/";
    /** The fleet at a glance. */
    public static final String FLEET_INDEX = ROOT + "index.json";
    /** The same for people: a page that a browser opens. The sweep writes it when something changed. */
    public static final String FLEET_PAGE = ROOT + "index.html";
    /** The one name a cluster cannot have here, since its status would be the fleet's index. */
    public static final String RESERVED_CLUSTER_NAME = "index";

    private static final String RETENTION = "retention/";
    private static final String SUFFIX = ".json";

    private StatusKey() {}

    /** Returns the key of a cluster's status document. */
    public static String of(String cluster) {
        return ROOT + cluster + SUFFIX;
    }

    /** Returns the key of what the retention knows of a cluster's snapshots. */
    public static String retentionOf(String cluster) {
        return ROOT + RETENTION + cluster + SUFFIX;
    }

    /** Returns the cluster whose status document has the key, or empty for any other key. */
    public static Optional<String> clusterOf(String key) {
        if (key.equals(FLEET_INDEX) || !key.startsWith(ROOT) || !key.endsWith(SUFFIX)) {
            return Optional.empty();
        }
        String cluster = key.substring(ROOT.length(), key.length() - SUFFIX.length());
        return cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX) ? Optional.of(cluster) : Optional.empty();
    }
}
