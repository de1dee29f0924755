package io.vaultsnapshot.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A small HTTP server on a free loopback port; the request's body and the answer are texts. */
final class LoopbackServer implements AutoCloseable {
    /**
     * What is answered.
     *
     * @param status HTTP status
     * @param contentType type of the body
     * @param body the body
     */
    record Answer(int status, String contentType, String body) {}

    /** Answers requests. */
    @FunctionalInterface
    interface Service {
        /** Returns the answer to a request with that body. */
        Answer answer(HttpExchange request, String body) throws IOException;
    }

    private final HttpServer server;

    LoopbackServer(String path, Service service) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new DemoException("cannot listen on the loopback interface: " + noPort.getMessage(), noPort);
        }
        server.createContext(path, exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                Answer answer = service.answer(exchange, body);
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(answer.status(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
