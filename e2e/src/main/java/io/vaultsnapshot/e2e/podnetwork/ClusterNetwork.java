package io.vaultsnapshot.e2e.podnetwork;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.net.NameServer;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.policy.Direction;
import io.vaultsnapshot.e2e.policy.Isolation;
import io.vaultsnapshot.e2e.policy.NetworkPolicies;
import io.vaultsnapshot.e2e.policy.PodEndpoint;
import io.vaultsnapshot.e2e.policy.UnsupportedPolicyException;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * The network of all pods. A pod's policies hold before its first process starts. A change of a policy or a Service holds about
 * a second later. The servers of the suite are outside of all pods. Those with a name in a namespace, such as
 * {@code vault.vault.svc}, are pods of that namespace for the policies.
 */
public final class ClusterNetwork implements SuiteServer {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final KubeApi api;
    private final PodLinks links;
    private final LinkFiles files;
    private final KernelRules kernel;
    private final SuiteEndpoints servers;
    private final NameServer names;
    private final Map<String, PodLink> attached = new LinkedHashMap<>();
    private final Set<String> unenforced = ConcurrentHashMap.newKeySet();
    private volatile ServiceTable services = new ServiceTable(List.of());
    private final ExecutorService following = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "cluster-network");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts the name server, at the address of the cluster's DNS, and follows the API server's objects. */
    public ClusterNetwork(Suite suite) throws IOException {
        this.api = suite.get(ControlPlane.class).api();
        PrivateNetwork network = suite.get(PrivateNetwork.class);
        String dns =
                network.address(URI.create(KubernetesNames.FORBIDDEN_ADDRESS).getHost());
        this.links = new PodLinks(suite.workspace());
        this.files = new LinkFiles(suite.folder("pod-network"), dns);
        this.kernel = new KernelRules(suite.workspace(), suite.get(Tools.class).path("nft"));
        this.servers = new SuiteEndpoints(network);
        this.names = new NameServer(dns, host -> servers.address(host).or(() -> services.address(host)));
        following.execute(this::followUntilClosed);
    }

    /**
     * Decides whether the policies of a namespace are enforced from now on, as they are at first. On a real cluster this is one
     * switch for all namespaces. Here scenarios run at the same time.
     */
    public void enforce(String namespace, boolean enforced) {
        if (enforced) {
            unenforced.remove(namespace);
        } else {
            unenforced.add(namespace);
        }
        refresh();
    }

    /**
     * Connects a pod. When this returns, its policies hold.
     *
     * @throws UnsupportedPolicyException if a policy that selects it cannot be enforced here
     */
    public synchronized PodLink attach(JsonNode pod) {
        PodLinks.Link link = links.create();
        ClusterObjects objects = ClusterObjects.read(api);
        PodLink podLink = new PodLink(
                link.name(),
                link.address(),
                files.write(pod, link),
                new ServiceTable(objects.services()).environment(pod));
        attached.put(uid(pod), podLink);
        refresh(objects);
        PodEndpoint endpoint = endpoint(pod, podLink);
        NetworkPolicies policies = policies(objects);
        for (Direction direction : Direction.values()) {
            policies.of(endpoint, direction);
        }
        return podLink;
    }

    /** Takes the network from a pod whose processes have ended. */
    public synchronized void detach(JsonNode pod) {
        PodLink link = attached.remove(uid(pod));
        if (link != null) {
            links.delete(link.name());
        }
    }

    private void followUntilClosed() {
        while (!following.isShutdown()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            try {
                refresh();
            } catch (RuntimeException tryAgain) {
                System.err.println("cluster network: " + tryAgain.getMessage());
            }
        }
    }

    // Under the lock it reads, too: with older objects a pod that was attached meanwhile would be cut off.
    private synchronized void refresh() {
        refresh(ClusterObjects.read(api));
    }

    private void refresh(ClusterObjects objects) {
        services = new ServiceTable(objects.services());
        NetworkPolicies policies = policies(objects);
        Ruleset rules = new Ruleset();
        List<PodEndpoint> ready = new ArrayList<>();
        Set<String> gone = new HashSet<>(attached.keySet());
        for (JsonNode pod : objects.pods()) {
            PodLink link = attached.get(uid(pod));
            if (link != null) {
                gone.remove(uid(pod));
                PodEndpoint endpoint = endpoint(pod, link);
                rules.pod(
                        link.name(),
                        isolation(policies, endpoint, Direction.INGRESS),
                        isolation(policies, endpoint, Direction.EGRESS));
                if (isReady(pod)) {
                    ready.add(endpoint);
                }
            }
        }
        // The object is gone, and with it the labels that policies select. The processes are about to end.
        attached.forEach((uid, link) -> {
            if (gone.contains(uid)) {
                rules.pod(link.name(), Isolation.TOTAL, Isolation.TOTAL);
            }
        });
        services.forwardings(ready, servers.byName()).forEach(rules::service);
        kernel.replace(rules);
    }

    private NetworkPolicies policies(ClusterObjects objects) {
        List<PodEndpoint> all = new ArrayList<>(servers.endpoints());
        for (JsonNode pod : objects.pods()) {
            PodLink link = attached.get(uid(pod));
            if (link != null) {
                all.add(endpoint(pod, link));
            }
        }
        return new NetworkPolicies(objects.policies(), objects.namespaces(), all);
    }

    // A policy that is not supported isolates the pods that it selects. A pod that starts later is refused.
    private Isolation isolation(NetworkPolicies policies, PodEndpoint pod, Direction direction) {
        if (unenforced.contains(pod.namespace())) {
            return Isolation.NONE;
        }
        try {
            return policies.of(pod, direction);
        } catch (UnsupportedPolicyException unsupported) {
            System.err.println("cluster network: " + unsupported.getMessage());
            return Isolation.TOTAL;
        }
    }

    private static PodEndpoint endpoint(JsonNode pod, PodLink link) {
        return new PodEndpoint(
                pod.at("/metadata/namespace").asText(),
                ClusterObjects.labels(pod),
                link.address(),
                ClusterObjects.namedPorts(pod));
    }

    private static boolean isReady(JsonNode pod) {
        for (JsonNode condition : pod.at("/status/conditions")) {
            if (condition.path("type").asText().equals("Ready")) {
                return condition.path("status").asText().equals("True");
            }
        }
        return false;
    }

    private static String uid(JsonNode pod) {
        return pod.at("/metadata/uid").asText();
    }

    @Override
    public void close() {
        following.shutdownNow();
        names.close();
    }
}
