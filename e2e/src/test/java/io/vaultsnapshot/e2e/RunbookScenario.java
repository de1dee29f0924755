package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.cli.restore.RestoreProcedure;
import io.vaultsnapshot.cli.restore.RestoreStep;
import io.vaultsnapshot.cli.restore.RestoreTarget;
import io.vaultsnapshot.cli.restore.RestoreVariable;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The runbook's restore, each command as it is written there, against a real server, job, bucket and verifier. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunbookScenario {
    private static final Duration LONGEST_JOB = Duration.ofMinutes(10);
    private static final String SECRET = "known/secret";

    private final Suite suite;
    private final BackupEnvironment environment;
    private final AwsEdge edge;
    private final FleetSettings fleet;
    private DeployedStack stack;

    RunbookScenario(Suite suite, BackupEnvironment environment, AwsEdge edge, FleetSettings fleet) {
        this.suite = suite;
        this.environment = environment;
        this.edge = edge;
        this.fleet = fleet;
    }

    @BeforeAll
    void deploy() {
        stack = DeployedStack.ofItsOwn(suite, "aws-of-runbook", fleet.block());
    }

    @AfterAll
    void close() {
        stack.close();
    }

    @Test
    void existingServer_asWritten_hasTheSnapshotsDataAgain() throws IOException {
        String cluster = "restored";
        try (ServerNode server = start("restored-server", Seal.shamir())) {
            ServerKeys keys = server.initialize();
            SnapshotKey snapshot = backUp(cluster, server, keys);
            server.api().put(SECRET, keys.rootToken(), Map.of("value", "after"));
            server.api().put("known/later", keys.rootToken(), Map.of("value", "lost"));
            RunbookShell shell = shell(cluster, snapshot, server, keys);

            shell.run(RestoreTarget.EXISTING, RestoreProcedure.of(RestoreTarget.EXISTING, true, false));

            assertEquals("before", secret(server, keys));
            assertFalse(server.api()
                    .get("known?list=true", keys.rootToken())
                    .toString()
                    .contains("later"));
            assertEquals(2, stack.bucket().snapshots(cluster).size());
        } finally {
            edge.restore(SnapshotKey.prefix(cluster));
        }
    }

    @Test
    void newServer_asWritten_isTheOldOne() throws IOException {
        String cluster = "rebuilt";
        KmsClient kms = stack.aws().client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
        String key = kms.createKey().keyMetadata().arn();
        Seal seal = stack.aws().seal(key);
        ServerKeys keys;
        SnapshotKey snapshot;
        try (ServerNode old = start("rebuilt-old", seal)) {
            keys = old.initialize();
            snapshot = backUp(cluster, old, keys);
        }
        try (ServerNode server = start("rebuilt-new", seal);
                ServerNode other = start("rebuilt-other", seal)) {
            environment.addresses().point(cluster, server.address());
            RunbookShell shell = shell(cluster, snapshot, server, keys);
            shell.set(RestoreVariable.OTHER_NODES, other.address().toString());
            shell.set(RestoreVariable.KEY_ARN, key);
            shell.set(RestoreVariable.SERVER_ROLE, "arn:aws:iam::111122223333:role/openbao");

            shell.run(RestoreTarget.NEW, RestoreProcedure.of(RestoreTarget.NEW, false, false));

            assertEquals("before", secret(server, keys));
            other.awaitStandby();
            // The server of these tests knows a key that it deletes only by its id.
            String id = key.substring(key.lastIndexOf('/') + 1);
            shell.set(RestoreVariable.KEY_ARN, id);
            kms.scheduleKeyDeletion(request -> request.keyId(id).pendingWindowInDays(7));
            shell.runAll("When the KMS key of the seal does not answer", RestoreProcedure.LOST_KEY);
        } finally {
            edge.restore(SnapshotKey.prefix(cluster));
        }
    }

    @Test
    void newServerWithAShamirSeal_asWritten_takesTheOldKeys() throws IOException {
        SnapshotKey snapshot;
        ServerKeys keys;
        String cluster = "rebuilt-by-hand";
        try (ServerNode old = start("by-hand-old", Seal.shamir())) {
            keys = old.initialize();
            snapshot = backUp(cluster, old, keys);
        }
        try (ServerNode server = start("by-hand-new", Seal.shamir())) {
            environment.addresses().point(cluster, server.address());

            shell(cluster, snapshot, server, keys)
                    .run(RestoreTarget.NEW, RestoreProcedure.of(RestoreTarget.NEW, true, false));

            assertEquals("before", secret(server, keys));
        } finally {
            edge.restore(SnapshotKey.prefix(cluster));
        }
    }

    /** What happens in the pod then is in the drill's own scenarios. The node's agent here does not serve `kubectl exec`. */
    @Test
    void oneSecret_startAsWritten_isADrillOfThatVersionThatStays() throws IOException {
        try (ServerNode none = start("no-server", Seal.shamir())) {
            RunbookShell shell =
                    new RunbookShell(suite, stack, "drilled", none, new ServerKeys("", ""), names("drilled"));
            shell.set(RestoreVariable.KEY, "snapshots/drilled/vault_20261101_020000.snap");
            shell.set(RestoreVariable.VERSION_ID, "v-1");

            shell.run(RestoreTarget.DRILL, List.of(RestoreStep.DRILL_START));
            JsonNode job = suite.get(ControlPlane.class)
                    .api()
                    .get("/apis/batch/v1/namespaces/" + DrillNames.NAMESPACE + "/jobs/after-restore");
            shell.run(RestoreTarget.DRILL, List.of(RestoreStep.DRILL_END));

            assertEquals(14_400, job.at("/spec/activeDeadlineSeconds").asInt());
            for (JsonNode container : job.at("/spec/template/spec/initContainers")) {
                String variables = container.path("env").toString();
                for (String expected : List.of(
                        "\"DRILL_KEY\",\"value\":\"snapshots/drilled/vault_20261101_020000.snap\"",
                        "\"DRILL_VERSION_ID\",\"value\":\"v-1\"",
                        "\"DRILL_STAY_SECONDS\",\"value\":\"3600\"")) {
                    assertTrue(variables.contains(expected), () -> expected + " is not in " + variables);
                }
            }
        }
    }

    private ServerNode start(String name, Seal seal) {
        return ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), name, seal);
    }

    /** Lets the job take a snapshot of a server with one secret, and waits until the verifier has its record. */
    private SnapshotKey backUp(String cluster, ServerNode server, ServerKeys keys) {
        environment.addresses().point(cluster, server.address());
        server.api().put("sys/mounts/known", keys.rootToken(), Map.of("type", "kv"));
        server.api().put(SECRET, keys.rootToken(), Map.of("value", "before"));
        environment.configure(cluster, keys).orFail();
        edge.treat(
                SnapshotKey.prefix(cluster),
                head -> Treatment.forward(stack.aws().endpoint()));
        KubernetesJob job = environment.startJob(cluster, "before-restore");
        assertEquals("Complete", job.awaitEnd(LONGEST_JOB), job::describe);
        SnapshotKey snapshot = stack.onlySnapshotOf(cluster);
        assertFalse(stack.awaitArrivalOf(snapshot).failed());
        return snapshot;
    }

    private static String secret(ServerNode server, ServerKeys keys) {
        return server.api().get(SECRET, keys.rootToken()).at("/data/value").asText();
    }

    private RunbookShell shell(String cluster, SnapshotKey snapshot, ServerNode server, ServerKeys keys)
            throws IOException {
        JsonNode record = stack.record(snapshot).orElseThrow();
        Map<RestoreVariable, String> values = names(cluster);
        values.put(RestoreVariable.KEY, snapshot.format());
        values.put(RestoreVariable.VERSION_ID, record.path("versionId").asText());
        values.put(RestoreVariable.SHA256, record.path("sha256").asText());
        values.put(RestoreVariable.SHARES, record.at("/seal/shares").asText());
        values.put(RestoreVariable.THRESHOLD, record.at("/seal/threshold").asText());
        RunbookShell shell = new RunbookShell(suite, stack, cluster, server, keys, values);
        shell.pick(record);
        return shell;
    }

    private Map<RestoreVariable, String> names(String cluster) {
        Map<RestoreVariable, String> values = new EnumMap<>(RestoreVariable.class);
        values.put(RestoreVariable.CLI, "bao");
        values.put(
                RestoreVariable.CONTEXT,
                suite.get(ControlPlane.class)
                        .kubectl("config", "current-context")
                        .orFail()
                        .out()
                        .strip());
        values.put(RestoreVariable.CLUSTER, cluster);
        values.put(RestoreVariable.BUCKET, stack.bucket().name());
        values.put(RestoreVariable.FOLDER, "restore-" + cluster);
        values.put(
                RestoreVariable.NAMESPACE,
                fleet.cluster(cluster).serviceAccount().namespace());
        values.put(RestoreVariable.JOB, "after-restore");
        values.put(RestoreVariable.OTHER_NODES, "");
        values.put(RestoreVariable.SERVER_NAMESPACE, "vault");
        values.put(RestoreVariable.SERVER_PODS, "vault-0");
        return values;
    }
}
