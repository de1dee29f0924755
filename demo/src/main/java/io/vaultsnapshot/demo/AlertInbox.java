package io.vaultsnapshot.demo;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SNS endpoint with one subscriber, who keeps what is published to the topic. */
final class AlertInbox implements AutoCloseable {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    private final String topicArn;
    private final List<ReceivedAlert> alerts = new CopyOnWriteArrayList<>();
    private final LoopbackServer server;
    private int read;

    AlertInbox(String topicArn) {
        this.topicArn = topicArn;
        this.server = new LoopbackServer("/", (request, body) -> answer(FormBody.parse(body)));
    }

    URI address() {
        return server.address();
    }

    /** Returns what arrived since the last call. */
    List<ReceivedAlert> news() {
        List<ReceivedAlert> all = List.copyOf(alerts);
        List<ReceivedAlert> news = all.subList(read, all.size());
        read = all.size();
        return news;
    }

    private LoopbackServer.Answer answer(Map<String, String> form) {
        String action = form.getOrDefault("Action", "nothing");
        if (!action.equals("Publish")) {
            return refusal(400, "InvalidAction", "only Publish is played here, not " + action);
        }
        ReceivedAlert alert = ReceivedAlert.of(form);
        if (!alert.topicArn().equals(topicArn)) {
            return refusal(404, "NotFound", "there is only the topic " + topicArn);
        }
        alerts.add(alert);
        return new LoopbackServer.Answer(
                200,
                "text/xml",
                "<PublishResponse xmlns=\"" + NAMESPACE + "\"><PublishResult><MessageId>" + UUID.randomUUID()
                        + "</MessageId></PublishResult><ResponseMetadata><RequestId>" + UUID.randomUUID()
                        + "</RequestId></ResponseMetadata></PublishResponse>");
    }

    private static LoopbackServer.Answer refusal(int status, String code, String message) {
        return new LoopbackServer.Answer(
                status,
                "text/xml",
                "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error><Type>Sender</Type><Code>" + code
                        + "</Code><Message>" + message + "</Message></Error><RequestId>" + UUID.randomUUID()
                        + "</RequestId></ErrorResponse>");
    }

    @Override
    public void close() {
        server.close();
    }
}
