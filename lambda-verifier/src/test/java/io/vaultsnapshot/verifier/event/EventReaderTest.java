package io.vaultsnapshot.verifier.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
    @Test
    void read_objectCreated_takesBucketKeyAndVersion() throws IOException {
        VerifierEvent event = EventReader.read(Json.read("""
                {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"Object Created",
                 "source":"aws.s3","account":"111122223333","time":"2026-11-23T02:05:10Z","region":"eu-north-1",
                 "resources":["arn:aws:s3:::snapshots"],
                 "detail":{"version":"0","bucket":{"name":"snapshots"},
                   "object":{"key":"snapshots/demo/vault_20261123_020500.snap","size":5,"etag":"b1946a","version-id":"IYV3p45BT0ac8hjHg1houSdS1a.Mro8e","sequencer":"00617F08299329D189"},
                   "request-id":"N4N7GDK58NMKJ12R","requester":"111122223333","source-ip-address":"1.2.3.4","reason":"PutObject"}}
                """));
        assertEquals(
                new VerifierEvent.ObjectCreated(
                        "snapshots", "snapshots/demo/vault_20261123_020500.snap", "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e"),
                event);
    }

    @Test
    void read_scheduledEvent_isSweep() {
        assertInstanceOf(
                VerifierEvent.SweepDue.class,
                EventReader.read(Map.of("detail-type", "Scheduled Event", "source", "aws.events", "detail", Map.of())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"detail-type\":7}",
                "{\"detail-type\":\"Object Deleted\"}",
                "{\"detail-type\":\"Object Created\"}",
                "{\"detail-type\":\"Object Created\",\"detail\":[]}",
                "{\"detail-type\":\"Verification Requested\"}",
                "{\"detail-type\":\"Verification Requested\",\"detail\":{\"bucket\":\"b\",\"object\":{\"key\":\"k\"}}}",
                "{\"detail-type\":\"Verification Requested\",\"detail\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":[1]}}}",
                "{\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"\"}}}",
                "{\"detail-type\":\"Object Created\",\"detail\":{\"bucket\":{\"name\":3},\"object\":{\"key\":\"k\"}}}"
            })
    void read_anythingElse_saysWhatWasExpected(String json) throws IOException {
        Map<String, Object> event = Json.read(json);
        UnknownEventException refused = assertThrows(UnknownEventException.class, () -> EventReader.read(event));
        assertTrue(refused.getMessage().contains("expected EventBridge's"), refused.getMessage());
    }
}
