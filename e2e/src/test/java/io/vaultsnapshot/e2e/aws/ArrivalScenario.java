package io.vaultsnapshot.e2e.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.lambda.Invocation;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scenario 4, the verifier's side: an object arrives in the bucket, and everything after that happens by itself. */
@ExtendWith(SuiteExtension.class)
class ArrivalScenario {
    private final DeployedStack stack;

    ArrivalScenario(DeployedStack stack) {
        this.stack = stack;
    }

    @Test
    void upload_ofRealSnapshot_isVerifiedByTheDeployedFunctionAndAlertsNobody() {
        byte[] snapshot = Snapshots.intact();
        SnapshotKey key = Snapshots.key("arrives-intact", Instant.now());

        stack.upload(key, snapshot);
        Invocation run = stack.awaitArrivalOf(key);

        assertFalse(run.failed(), run.answer() + run.log());
        Map<String, Object> record = stack.record(key).orElseThrow();
        assertEquals("intact", record.get("verdict"), () -> String.valueOf(record));
        assertEquals("unsealable", record.get("level"), () -> String.valueOf(record));
        assertEquals(snapshot.length, record.get("size"));
        Map<String, Object> status = stack.status("arrives-intact").orElseThrow();
        assertEquals("healthy", status.get("state"), () -> String.valueOf(status));
        assertTrue(String.valueOf(status.get("lastProven")).contains(key.format()), () -> String.valueOf(status));
        assertEquals(List.of(), stack.inbox().of("arrives-intact"));
    }
}
