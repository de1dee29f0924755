package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** The event of a snapshot is lost: the sweep finds the snapshot and the function starts itself once more for it. */
@ExtendWith(SuiteExtension.class)
class LostEventScenario {
    private static final String CLUSTER = "loses-its-event";

    private final DeployedStack stack;

    LostEventScenario(DeployedStack stack) {
        this.stack = stack;
    }

    @Test
    void sweep_eventWasLost_invokesTheFunctionWhichWritesTheRecord() {
        SnapshotKey key = Snapshots.key(CLUSTER, Instant.now());
        uploadWithoutEvent(key);

        Invocation sweep = stack.sweep();
        Invocation verification = stack.awaitArrivalOf(key);

        assertFalse(sweep.failed(), sweep.answer() + sweep.log());
        assertFalse(sweep.log().contains("\"SnapshotsVerified\""), "the sweep verifies nothing: " + sweep.log());
        assertFalse(verification.failed(), verification.answer() + verification.log());
        assertTrue(verification.event().contains(VerifierFunction.VERIFICATION_DETAIL_TYPE), verification.event());
        JsonNode record = stack.record(key).orElseThrow();
        assertEquals("intact", record.path("verdict").asText(), record::toString);
        JsonNode status = stack.status(CLUSTER).orElseThrow();
        assertEquals("healthy", status.path("state").asText(), status::toString);
        assertEquals(List.of(), stack.inbox().of(CLUSTER));
    }

    /** The rule of arrivals is off while the object is stored, so nothing is delivered. */
    private void uploadWithoutEvent(SnapshotKey key) {
        try (EventBridgeClient events =
                stack.aws().client(EventBridgeClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()))) {
            events.disableRule(rule -> rule.name(AwsNames.ARRIVAL_RULE));
            try {
                stack.upload(key, Snapshots.intact());
            } finally {
                events.enableRule(rule -> rule.name(AwsNames.ARRIVAL_RULE));
            }
        }
        assertEquals(List.of(), runsWith(key), "no event reached the function");
    }

    private List<Invocation> runsWith(SnapshotKey key) {
        return stack.aws().functions().invocations().stream()
                .filter(run -> run.event().contains(key.format()))
                .toList();
    }
}
