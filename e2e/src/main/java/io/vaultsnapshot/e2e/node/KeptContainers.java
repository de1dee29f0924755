package io.vaultsnapshot.e2e.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The containers of a pod with {@code restartPolicy: Always}. One that ends, or whose liveness probe fails as often as it may,
 * is started again. A real kubelet waits longer before each start.
 */
final class KeptContainers {
    static final String ALWAYS = "Always";

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int DEFAULT_PERIOD = 10;
    private static final int DEFAULT_FAILURES = 3;

    /** Starts a container for the nth time. */
    interface Starter {
        ContainerRun start(JsonNode container, int number) throws IOException;
    }

    private final JsonNode pod;
    private final PodStatus status;
    private final String address;
    private final Starter starter;

    KeptContainers(JsonNode pod, PodStatus status, String address, Starter starter) {
        this.pod = pod;
        this.status = status;
        this.address = address;
        this.starter = starter;
    }

    static boolean areOf(JsonNode spec) {
        return spec.path("restartPolicy").asText().equals(ALWAYS);
    }

    /** Runs them until the pod is stopped. */
    void run(BooleanSupplier stopped) throws IOException {
        List<Kept> all = new ArrayList<>();
        for (JsonNode container : pod.at("/spec/containers")) {
            all.add(new Kept(container));
        }
        status.report("Running", "", "");
        while (!stopped.getAsBoolean()) {
            boolean news = false;
            for (Kept each : all) {
                news |= each.look(stopped);
            }
            if (news && !stopped.getAsBoolean()) {
                status.report("Running", "", "");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private final class Kept {
        private final JsonNode container;
        private final String name;
        private ContainerRun run;
        private int starts;
        private int failures;
        private Instant nextLiveness;
        private Instant nextReadiness;

        Kept(JsonNode container) throws IOException {
            this.container = container;
            this.name = container.path("name").asText();
            this.run = starter.start(container, starts);
            status.ready(name, !container.has("readinessProbe"));
            this.nextReadiness = Instant.now();
            this.nextLiveness = Instant.now().plus(period("livenessProbe"));
        }

        /** Returns whether the status has news. */
        boolean look(BooleanSupplier stopped) throws IOException {
            if (!run.isRunning()) {
                if (stopped.getAsBoolean()) {
                    return false;
                }
                startAgain();
                return true;
            }
            if (isDue("livenessProbe", nextLiveness)) {
                nextLiveness = Instant.now().plus(period("livenessProbe"));
                failures = accepts("livenessProbe") ? 0 : failures + 1;
                if (failures >= container.at("/livenessProbe/failureThreshold").asInt(DEFAULT_FAILURES)) {
                    run.signal("KILL");
                }
            }
            if (isDue("readinessProbe", nextReadiness)) {
                nextReadiness = Instant.now().plus(period("readinessProbe"));
                return status.ready(name, accepts("readinessProbe"));
            }
            return false;
        }

        private void startAgain() throws IOException {
            status.ended("container", name, run);
            run.delete();
            starts++;
            failures = 0;
            status.startsAgain(name);
            run = starter.start(container, starts);
            status.ready(name, !container.has("readinessProbe"));
            nextLiveness = Instant.now().plus(period("livenessProbe"));
        }

        private boolean isDue(String probe, Instant next) {
            return container.has(probe) && !Instant.now().isBefore(next);
        }

        private Duration period(String probe) {
            return Duration.ofSeconds(
                    container.path(probe).path("periodSeconds").asInt(DEFAULT_PERIOD));
        }

        private boolean accepts(String probe) {
            int timeout = container.path(probe).path("timeoutSeconds").asInt(1);
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                address,
                                container.path(probe).at("/tcpSocket/port").asInt()),
                        Math.toIntExact(Duration.ofSeconds(timeout).toMillis()));
                return true;
            } catch (IOException refused) {
                return false;
            }
        }
    }
}
