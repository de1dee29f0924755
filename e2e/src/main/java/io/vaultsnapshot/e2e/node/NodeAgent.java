package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.kube.KubeApi;
import io.vaultsnapshot.e2e.kube.KubeRefusedException;
import io.vaultsnapshot.e2e.podnetwork.ClusterNetwork;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Works in the kubelet's place on the one node: runs every pending pod, reports its status, ends deleted pods. */
public final class NodeAgent implements SuiteServer {
    private static final String NODE = "e2e-node";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Suite suite;
    private final KubeApi api;
    private final Images images;
    private final Path runc;
    private final ClusterNetwork network;
    private final PodRules rules;
    private final Map<String, PodRun> pods = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private final ExecutorService work = Executors.newCachedThreadPool(NodeAgent::thread);

    /** Starts looking for pods. */
    public NodeAgent(Suite suite) {
        this.suite = suite;
        this.api = suite.get(ControlPlane.class).api();
        this.images = suite.get(Images.class);
        this.runc = suite.get(Tools.class).path("runc");
        this.network = suite.get(ClusterNetwork.class);
        this.rules = new PodRules(images);
        ControlGroups.removeLeftOver();
        work.execute(this::lookUntilClosed);
    }

    /** Returns what a container of a pod printed; empty when it has not started. */
    public String log(JsonNode pod, String container) {
        Path log = suite.processes().logs().resolve(PodRun.logName(pod, container) + ".log");
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void lookUntilClosed() {
        while (!closed) {
            lookForPods();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void lookForPods() {
        try {
            for (JsonNode pod : api.get("/api/v1/pods").get("items")) {
                look(pod);
            }
        } catch (RuntimeException tryAgain) {
            System.err.println("node agent: " + tryAgain.getMessage());
        }
    }

    private void look(JsonNode pod) {
        String uid = pod.at("/metadata/uid").asText();
        PodRun known = pods.get(uid);
        if (pod.at("/metadata").has("deletionTimestamp")) {
            pods.remove(uid);
            work.execute(() -> end(pod, known));
        } else if (known == null && !pod.at("/spec").has("nodeName")) {
            bind(pod);
            pods.put(uid, begin(pod));
        } else if (known == null && pod.at("/status/phase").asText().equals("Pending")) {
            // It is bound, but the answer to that was lost.
            pods.put(uid, begin(pod));
        }
    }

    private void bind(JsonNode pod) {
        String path = "/api/v1/namespaces/" + pod.at("/metadata/namespace").asText() + "/pods/"
                + pod.at("/metadata/name").asText();
        ObjectNode binding = JsonNodeFactory.instance.objectNode();
        binding.putObject("metadata").put("name", pod.at("/metadata/name").asText());
        binding.putObject("target").put("apiVersion", "v1").put("kind", "Node").put("name", NODE);
        api.create(path + "/binding", binding);
    }

    private PodRun begin(JsonNode pod) {
        Path folder = suite.folder("pods/" + pod.at("/metadata/uid").asText());
        PodRun run = new PodRun(api, suite.processes(), images, runc, network, pod, folder);
        List<String> refusals = rules.refusals(pod);
        work.execute(() -> {
            if (refusals.isEmpty()) {
                run.run();
            } else {
                run.refuse(refusals);
            }
        });
        return run;
    }

    private void end(JsonNode pod, @Nullable PodRun run) {
        if (run != null) {
            run.stop();
        }
        try {
            api.delete("/api/v1/namespaces/" + pod.at("/metadata/namespace").asText() + "/pods/"
                    + pod.at("/metadata/name").asText());
        } catch (KubeRefusedException gone) {
            // It is deleted already.
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "node-agent");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        closed = true;
        work.shutdownNow();
        pods.values().forEach(PodRun::kill);
    }
}
