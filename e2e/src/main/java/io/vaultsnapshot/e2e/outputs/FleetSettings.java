package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The one settings block of all scenarios: {@code settings.json} beside this class. It has every cluster, bucket and name. */
public final class FleetSettings implements SuiteServer {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode block;
    private final SnapshotSettings settings;

    /** Reads them with the project's own parser. */
    public FleetSettings(Suite suite) throws IOException {
        try (var resource = FleetSettings.class.getResourceAsStream("settings.json")) {
            this.block = (ObjectNode) JSON.readTree(resource);
        }
        Map<String, Object> values = JSON.convertValue(block, new TypeReference<>() {});
        this.settings = SettingsParser.parse(values, path -> {
            throw new IllegalStateException("these settings name no file, but " + path + " was asked for");
        });
    }

    /** Returns them parsed. */
    public SnapshotSettings settings() {
        return settings;
    }

    /** Returns one cluster's part. */
    public ClusterSettings cluster(String name) {
        return settings.clusters().stream()
                .filter(cluster -> cluster.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("settings.json has no cluster " + name));
    }

    /** Returns the issuer of all clusters. They share one API server, and each has its own namespace. */
    public Issuer issuer() {
        return settings.clusters()
                .get(0)
                .get(ClusterSetting.OIDC_ISSUER)
                .map(url -> new Issuer(URI.create(url)))
                .orElseThrow(() -> new IllegalStateException("settings.json gives its first cluster no oidcIssuer"));
    }

    /** Returns the block itself. */
    public ObjectNode block() {
        return block.deepCopy();
    }

    /** Writes a {@code cdk.json} with these settings into a folder and returns it. */
    public Path writeCdkJson(Path folder) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("context").set(SettingsParser.CONTEXT_KEY, block);
        return Files.writeString(folder.resolve("cdk.json"), root.toPrettyString());
    }
}
