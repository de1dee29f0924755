package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.inbox.ReceivedAlert;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnsEndpointTest {
    private static final String TOPIC = "arn:aws:sns:eu-north-1:111122223333:vault-snapshot-alerts";

    private final SnsEndpoint endpoint = new SnsEndpoint(TOPIC);

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void publish_formBody_isDecodedAndHandedOutOnce() throws Exception {
        HttpResponse<String> answer = post("Action=Publish&Version=2010-03-31"
                + "&TopicArn=arn%3Aaws%3Asns%3Aeu-north-1%3A111122223333%3Avault-snapshot-alerts"
                + "&Subject=Vault+backup+STALE%3A+demo&Message=one%0Atwo+%26+three%3Dx%2B"
                + "&MessageAttributes.entry.1.Name=cluster&MessageAttributes.entry.1.Value.DataType=String"
                + "&MessageAttributes.entry.1.Value.StringValue=demo"
                + "&MessageAttributes.entry.2.Name=kind&MessageAttributes.entry.2.Value.StringValue=problem"
                + "&MessageAttributes.entry.3.Name=state&MessageAttributes.entry.3.Value.StringValue=stale");
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("<MessageId>"), answer.body());
        ReceivedAlert alert = new ReceivedAlert(
                "Vault backup STALE: demo",
                "one\ntwo & three=x+",
                Map.of("cluster", "demo", "kind", "problem", "state", "stale"));
        assertEquals(List.of(alert), endpoint.take());
        assertEquals(List.of(), endpoint.take());
    }

    @Test
    void publish_otherTopic_isRefused() throws Exception {
        assertEquals(404, post("Action=Publish&TopicArn=arn%3Aother&Message=x").statusCode());
        assertEquals(List.of(), endpoint.take());
    }

    @Test
    void otherAction_isRefused() throws Exception {
        HttpResponse<String> answer = post("Action=ListTopics");
        assertEquals(404, answer.statusCode());
        assertTrue(answer.body().contains("ListTopics"), answer.body());
    }

    @Test
    void publish_bodyForEachProtocol_subscriberGetsTheMail() throws Exception {
        post("Action=Publish&TopicArn=arn%3Aaws%3Asns%3Aeu-north-1%3A111122223333%3Avault-snapshot-alerts"
                + "&MessageStructure=json&Message=%7B%22default%22%3A%22no%22%2C%22email%22%3A%22yes%22%7D");
        assertEquals(List.of(new ReceivedAlert("", "yes", Map.of())), endpoint.take());
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(endpoint.address())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
