package io.vaultsnapshot.e2e.drill;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays a message broker whose users a server creates and removes: the management API of RabbitMQ, as far as that goes. */
final class Broker implements AutoCloseable {
    private static final int PORT = 15_672;

    private final HttpServer server;
    private final AtomicInteger revocations = new AtomicInteger();

    Broker(String host) {
        try {
            server = HttpServer.create(new InetSocketAddress(host, PORT), 0);
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            boolean removed = exchange.getRequestMethod().equals("DELETE");
            if (removed) {
                revocations.incrementAndGet();
            }
            exchange.sendResponseHeaders(removed ? 204 : 201, -1);
        }
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":" + PORT);
    }

    /** Returns how many users were removed. */
    int revocations() {
        return revocations.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
