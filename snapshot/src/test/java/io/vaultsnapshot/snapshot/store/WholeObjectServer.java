package io.vaultsnapshot.snapshot.store;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server without ranges that answers every request with ten bytes. */
final class WholeObjectServer implements AutoCloseable {
    private final HttpServer server;

    WholeObjectServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("ETag", FaultyServer.ETAG);
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write(new byte[10]);
            }
        });
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
