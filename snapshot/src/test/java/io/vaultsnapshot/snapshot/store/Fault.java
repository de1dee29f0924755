package io.vaultsnapshot.snapshot.store;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The ways in which an answer is wrong. */
enum Fault {
    FORBIDDEN((server, exchange, answer) -> error(exchange, 403, "AccessDenied")),
    SLOW_DOWN((server, exchange, answer) -> error(exchange, 503, "SlowDown")),
    INTERNAL_ERROR((server, exchange, answer) -> error(exchange, 500, "InternalError")),
    NO_ANSWER((server, exchange, answer) -> {}),
    CUT_AFTER_THE_HEADERS((server, exchange, answer) -> answer.sendFirst(exchange, 0)),
    CUT_BEFORE_THE_LAST_BYTE((server, exchange, answer) -> answer.sendFirst(exchange, 99)),
    CUT_HALF_WAY((server, exchange, answer) -> answer.sendFirst(exchange, 50)),
    SHORT_BUT_CONSISTENT((server, exchange, answer) -> answer.shorterBy(1).send(exchange)),
    LONGER((server, exchange, answer) -> answer.longerBy(1).send(exchange)),
    OTHER_RANGE((server, exchange, answer) ->
            answer.withContentRange("bytes 0-99/950").send(exchange)),
    OTHER_SIZE((server, exchange, answer) ->
            answer.withContentRange("bytes 300-399/400").send(exchange)),
    HANGS_BEFORE_THE_HEADERS((server, exchange, answer) -> server.hang()),
    HANGS_HALF_WAY((server, exchange, answer) -> {
        answer.sendFirst(exchange, 50);
        server.hang();
    }),
    /** Sends a byte every tenth of a second, for ten seconds. */
    TRICKLES((server, exchange, answer) -> {
        answer.sendFirst(exchange, 1);
        for (int sent = 1; sent < 100 && !server.isClosingWithin(100); sent++) {
            answer.sendMore(exchange, sent, 1);
        }
    }),
    REPLACED((server, exchange, answer) -> error(exchange, 412, "PreconditionFailed")),
    REPLACED_UNNOTICED((server, exchange, answer) ->
            answer.withEtag("\"fedcba9876543210\"").send(exchange)),
    DELETED((server, exchange, answer) -> error(exchange, 404, "NoSuchVersion"));

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas without state.
    private final Answer answer;

    Fault(Answer answer) {
        this.answer = answer;
    }

    void answer(FaultyServer server, HttpExchange exchange, RangeAnswer correct) throws IOException {
        answer.send(server, exchange, correct);
    }

    private static void error(HttpExchange exchange, int status, String code) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        byte[] body = ("<Error><Code>" + code + "</Code><Message>refused\n" + code + ", request was " + authorization
                        + "</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @FunctionalInterface
    private interface Answer {
        void send(FaultyServer server, HttpExchange exchange, RangeAnswer correct) throws IOException;
    }
}
