package io.vaultsnapshot.e2e.openbao;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** What other scenarios rely on: a cluster can lose its leader, and a KMS seal opens only while its key is enabled. */
@ExtendWith(SuiteExtension.class)
class ServersScenario {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String REFUSAL = "DisabledException";

    private final Suite suite;

    ServersScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void kill_ofTheLeader_electsAnotherThatHasEverySecret() {
        try (RaftCluster cluster =
                RaftCluster.start(suite, suite.get(Tools.class).openBao(), "leaderless")) {
            String token = cluster.keys().rootToken();
            ServerNode first = cluster.leader();
            first.api().put("sys/mounts/kept", token, Map.of("type", "kv"));
            first.api().put("kept/one", token, Map.of("value", "still there"));

            first.kill();
            ServerNode second = cluster.leader();

            assertNotEquals(first.name(), second.name());
            assertEquals(
                    "still there",
                    second.api().secret("kept/one", token).path("value").asText());
        }
    }

    @Test
    void restart_ofServerSealedByKms_unsealsOnlyWhileTheKeyIsEnabled(AwsServer aws) {
        KmsClient kms = aws.client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
        String key = kms.createKey().keyMetadata().keyId();
        try (ServerNode server =
                ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), "kms", aws.seal(key))) {
            server.initialize();
            server.kill();
            server.restart().awaitActive();
            server.kill();

            kms.disableKey(request -> request.keyId(key));
            server.restart();
            Waiting.until("the server to be refused", LONGEST, () -> server.process()
                    .lastLines()
                    .contains(REFUSAL));
            assertEquals(503, server.health(), () -> server.process().lastLines());

            kms.enableKey(request -> request.keyId(key));
            server.kill();
            server.restart().awaitActive();
        }
    }
}
