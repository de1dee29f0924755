package io.vaultsnapshot.verifier.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.sun.management.OperatingSystemMXBean;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.verifier.handler.VerifySnapshotsHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The real function in a process of its own, so that its processor time and memory can be told from the simulator's.
 * Reads lines of a time and an event, answers each with processor milliseconds, wall milliseconds, peak memory in KiB
 * and how it ended.
 */
public final class SweepChild {
    /** A line that begins so asks for the naive way instead: a listing of the folders of the clusters named after it. */
    static final String NAIVE = "naive";
    /** The property with the time that Lambda says is left at the start of each invocation. */
    static final String REMAINING_MILLIS = "remainingMillis";

    private static final Context INVOCATION = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("getRemainingTimeInMillis")) {
                    return Integer.getInteger(REMAINING_MILLIS);
                }
                throw new UnsupportedOperationException(method.getName());
            });

    private SweepChild() {}

    /** Runs until its input ends. */
    public static void main(String[] args) throws IOException {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Clock clock = new SteppedClock(now);
        VerifySnapshotsHandler handler = new VerifySnapshotsHandler(
                System::getenv, clock, new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", 2);
            long cpu = process.getProcessCpuTime();
            long wall = System.nanoTime();
            String end = "ok";
            try {
                if (words[0].equals(NAIVE)) {
                    listAll(words[1]);
                } else {
                    now.set(Instant.parse(words[0]));
                    handler.handleRequest(
                            new ByteArrayInputStream(words[1].getBytes(UTF_8)),
                            OutputStream.nullOutputStream(),
                            INVOCATION);
                }
            } catch (RuntimeException | IOException failed) {
                end = "failed: " + failed;
            }
            System.out.println((process.getProcessCpuTime() - cpu) / 1_000_000 + " "
                    + (System.nanoTime() - wall) / 1_000_000 + " " + peakKib() + " " + end);
        }
    }

    /** What a checker does that asks the bucket alone: list every folder to find its newest snapshot. */
    private static void listAll(String clusters) throws StoreUnavailableException {
        S3SnapshotStore store = new S3SnapshotStore(S3Clients.create(), SimulatedFleet.BUCKET);
        for (String cluster : clusters.split(" ", -1)) {
            if (store.list(SnapshotKey.prefix(cluster), null).isEmpty()) {
                throw new IllegalStateException(cluster + " has no snapshots");
            }
        }
    }

    private static long peakKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    private static final class SteppedClock extends Clock {
        private final AtomicReference<Instant> now;

        SteppedClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
