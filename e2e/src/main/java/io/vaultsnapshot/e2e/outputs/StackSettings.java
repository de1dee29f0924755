package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the deployed stacks have in their settings besides those of {@code settings.json}. */
public final class StackSettings {
    /** Clusters of the shared stack that have no Kubernetes: each belongs to one scenario of the verifier. */
    public static final List<String> CLUSTERS = List.of(
            "arrives-intact", "arrives-broken", "is-overwritten", "delivered", "loses-its-event", "asks-without-tls");

    /** The name of the queue that gets the alerts. */
    public static final String SUBSCRIBER = "on-call";

    private StackSettings() {}

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
                    .put("writerRole", "vault-snapshotter-" + name)
                    .put("schedule", "0 2 * * *")
                    .put("oidcIssuer", "https://oidc.eks." + region + ".amazonaws.com/id/EXAMPLE");
        }
        return settings;
    }
}
