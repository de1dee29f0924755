package io.vaultsnapshot.snapshot.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An S3 of one object whose answers go wrong on demand. The request for the first byte is the one that opens it. */
final class FaultyServer implements AutoCloseable {
    static final String ETAG = "\"0123456789abcdef\"";

    private final byte[] content;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Planned> planned = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> requests = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<RuntimeException> unplanned = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Fault faultOfOpening;

    FaultyServer(byte[] content) {
        this.content = content;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets the next {@code times} requests for a range that begins at {@code first} go wrong. */
    void fail(long first, int times, Fault fault) {
        for (int n = 0; n < times; n++) {
            planned.add(new Planned(range -> range.startsWith("bytes=" + first + "-"), fault));
        }
    }

    /** Lets nothing go wrong any more that was planned to. */
    void forget() {
        planned.clear();
    }

    /** Lets every opening go wrong from now on. */
    void failOpening(Fault fault) {
        faultOfOpening = fault;
    }

    /** Returns how often a range that begins at {@code first} was asked for. */
    long requestsAt(long first) {
        return requests.stream()
                .filter(range -> range.startsWith("bytes=" + first + "-"))
                .count();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Holds an answer back until the test is over. */
    void hang() {
        boolean unused = isClosingWithin(Long.MAX_VALUE);
    }

    /** Waits until the test is over, but no longer than the given milliseconds; returns whether it is. */
    boolean isClosingWithin(long millis) {
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops the server; throws what went wrong in its threads, which a client sees as one more broken connection. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
        RuntimeException failure = unplanned.poll();
        if (failure != null) {
            throw new AssertionError("the server itself failed", failure);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = String.valueOf(exchange.getRequestHeaders().getFirst("Range"));
            RangeAnswer correct = RangeAnswer.of(content, range);
            Fault fault = range.equals("bytes=0-0") ? faultOfOpening : faultOf(range);
            if (fault == null) {
                correct.send(exchange);
            } else {
                fault.answer(this, exchange, correct);
            }
        } catch (RuntimeException failure) {
            unplanned.add(failure);
        }
    }

    private @Nullable Fault faultOf(String range) {
        requests.add(range);
        for (Planned each : planned) {
            if (each.matches.test(range) && planned.remove(each)) {
                return each.fault;
            }
        }
        return null;
    }

    private record Planned(Predicate<String> matches, Fault fault) {}
}
