package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.net.Relay;
import io.vaultsnapshot.e2e.net.RequestHead;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The addresses of the servers in the settings, one per cluster. A relay listens at each, so the server behind it can change. */
public final class VaultAddresses implements SuiteServer {
    private final Map<String, Relay> relays = new LinkedHashMap<>();
    private final Map<String, Function<RequestHead, Treatment>> rules = new ConcurrentHashMap<>();

    /** Starts the relays. Each answers 503 until it has a server. */
    public VaultAddresses(Suite suite) throws IOException {
        PrivateNetwork network = suite.get(PrivateNetwork.class);
        for (ClusterSettings cluster : suite.get(FleetSettings.class).settings().clusters()) {
            URI address = URI.create(cluster.get(ClusterSetting.VAULT_ADDRESS).toString());
            String name = cluster.name();
            rules.put(name, head -> Treatment.unavailable(address));
            relays.put(name, new Relay(network.address(address.getHost()), address.getPort(), null, head -> rule(name)
                    .apply(head)));
        }
    }

    private Function<RequestHead, Treatment> rule(String cluster) {
        Function<RequestHead, Treatment> rule = rules.get(cluster);
        if (rule == null) {
            throw new IllegalArgumentException("no cluster " + cluster);
        }
        return rule;
    }

    /** Points a cluster's address to a server. */
    public void point(String cluster, URI server) {
        rules.put(cluster, head -> Treatment.forward(server));
    }

    /** Decides from now on what happens to requests for a cluster's server. */
    public void treat(String cluster, Function<RequestHead, Treatment> rule) {
        rules.put(cluster, rule);
    }

    @Override
    public void close() {
        for (Relay relay : relays.values()) {
            try {
                relay.close();
            } catch (IOException unclosed) {
                throw new UncheckedIOException(unclosed);
            }
        }
    }
}
