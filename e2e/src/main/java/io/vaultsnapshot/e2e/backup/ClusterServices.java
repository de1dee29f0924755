package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.ServerUrl;
import io.vaultsnapshot.e2e.net.ConnectProxy;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.net.Relay;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** What else backup pods find in a cluster: the metrics of its DNS, which their policy forbids, and a proxy. */
public final class ClusterServices implements SuiteServer {
    /** The cluster whose upload goes through the proxy. */
    public static final String PROXIED = "proxied";

    private final Relay dnsMetrics;
    private final ConnectProxy proxy;

    /** Starts both. */
    public ClusterServices(Suite suite) throws IOException {
        PrivateNetwork network = suite.get(PrivateNetwork.class);
        URI metrics = URI.create(KubernetesNames.FORBIDDEN_ADDRESS);
        // It serves other paths than those of a Vault server.
        this.dnsMetrics = new Relay(
                network.address(metrics.getHost()),
                metrics.getPort(),
                null,
                head -> Treatment.answer(metrics, "404 Not Found", ""));
        ClusterSettings cluster = suite.get(FleetSettings.class).cluster(PROXIED);
        ServerUrl address = cluster.get(ClusterSetting.HTTPS_PROXY).orElseThrow();
        this.proxy = new ConnectProxy(network.address(address.host()), address.port());
    }

    /** Returns what the proxy was asked for, each as {@code host:port}. */
    public List<String> proxied() {
        return proxy.asked();
    }

    @Override
    public void close() {
        try {
            dnsMetrics.close();
            proxy.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
