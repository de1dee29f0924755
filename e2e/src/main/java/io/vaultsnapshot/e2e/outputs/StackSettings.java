package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the deployed stacks have in their settings besides those of {@code settings.json}. */
public final class StackSettings {
    /** Clusters of the shared stack that have no Kubernetes: each belongs to one scenario of the verifier. */
    public static final List<String> CLUSTERS = List.of(
            "arrives-intact",
            "arrives-broken",
            "is-overwritten",
            "delivered",
            "posted-by-web-hook",
            "loses-its-event",
            "asks-without-tls");

    /** The cluster of the shared stack that is in another account. */
    public static final String FOREIGN = "in-another-account";

    /** Its issuer. */
    public static final String FOREIGN_ISSUER =
            "https://oidc.eks.eu-west-1.amazonaws.com/id/F0E1D2C3B4A5968778695A4B3C2D1E0F";

    /** The name of the queue that gets the alerts. */
    public static final String SUBSCRIBER = "on-call";

    private StackSettings() {}

    /** Adds the cluster in another account, whose job has the names of the settings' defaults. Returns the same settings. */
    static ObjectNode withForeign(ObjectNode settings) {
        settings.withArray("clusters")
                .addObject()
                .put("name", FOREIGN)
                .put("eksClusterName", "end-to-end")
                .put("account", "444455556666")
                .put("region", "eu-west-1")
                .put("writerRole", writerRole(FOREIGN))
                .put("schedule", "0 2 * * *")
                .put("oidcIssuer", FOREIGN_ISSUER);
        return settings;
    }

    /** Returns the role of the job of a cluster that is added here. */
    public static String writerRole(String cluster) {
        return "vault-snapshotter-" + cluster;
    }

    /** Adds clusters with a daily backup at 02:00 UTC, and the queue {@link #SUBSCRIBER}. Returns the same settings. */
    public static ObjectNode watched(ObjectNode settings, List<String> clusters) {
        String region = settings.get("region").asText();
        String account = settings.get("account").asText();
        settings.withArray("alerts")
                .addObject()
                .put("protocol", "sqs")
                .put("endpoint", "arn:aws:sqs:" + region + ":" + account + ":" + SUBSCRIBER);
        for (String name : clusters) {
            settings.withArray("clusters")
                    .addObject()
                    .put("name", name)
                    .put("writerRole", writerRole(name))
                    .put("schedule", "0 2 * * *")
                    .put("oidcIssuer", "https://oidc.eks." + region + ".amazonaws.com/id/EXAMPLE");
        }
        return settings;
    }
}
