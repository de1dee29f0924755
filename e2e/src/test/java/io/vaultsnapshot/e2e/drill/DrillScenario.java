package io.vaultsnapshot.e2e.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.backup.BackupEnvironment;
import io.vaultsnapshot.e2e.backup.KubernetesJob;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.podnetwork.ClusterNetwork;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.manifests.scripts.Script;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The drill as it runs in a cluster: its CronJob's pod behind enforced policies, with its own IAM role, through a real gate, with
 * a seal of KMS; and what the deployed verifier makes of its proof.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrillScenario {
    private static final String CLUSTER = BackupEnvironment.DRILLED;
    private static final List<String> PREFIXES =
            List.of(SnapshotKey.prefix(CLUSTER), StatusKey.of(CLUSTER), DrillKey.prefix(CLUSTER));
    private static final Duration LONGEST = Duration.ofMinutes(8);
    /** Long enough for a backup, so that the server in production does not revoke it itself. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Suite suite;
    private final BackupEnvironment environment;
    private final AwsEdge edge;
    private final DeployedStack stack;
    private final ServerNode server;
    private final DrillJobs jobs;
    private final KeyMetadata key;
    private final Broker broker;
    private Instant leased = Instant.MAX;

    DrillScenario(
            Suite suite, BackupEnvironment environment, AwsEdge edge, FleetSettings fleet, ControlPlane kubernetes) {
        this.suite = suite;
        this.environment = environment;
        this.edge = edge;
        this.stack = DeployedStack.ofItsOwn(suite, "aws-of-drills", fleet.block());
        this.key = kms().createKey().keyMetadata();
        this.server = ServerNode.start(
                suite.workspace(),
                suite.get(Tools.class).openBao(),
                "drilled",
                stack.aws().seal(key.arn()));
        this.broker = new Broker(suite.get(PrivateNetwork.class).address("queue.broker.svc"));
        this.jobs = new DrillJobs(kubernetes, environment);
    }

    /** One real backup with a canary, and its verification. */
    @BeforeAll
    void backUp() {
        ServerKeys keys = server.initialize();
        environment.addresses().point(CLUSTER, server.address());
        environment.configure(CLUSTER, keys).orFail();
        PREFIXES.forEach(prefix ->
                edge.treat(prefix, head -> Treatment.forward(stack.aws().endpoint())));
        edge.kms(stack.aws().endpoint());
        lease(keys);
        KubernetesJob backup = environment.startJob(CLUSTER, "drilled-backup");
        assertEquals("Complete", backup.awaitEnd(LONGEST), backup::describe);
        server.kill();
        assertEquals(0, broker.revocations(), "the lease lives in the snapshot");
        SnapshotKey snapshot = stack.onlySnapshotOf(CLUSTER);
        assertFalse(stack.awaitArrivalOf(snapshot).failed());
        JsonNode record = stack.record(snapshot).orElseThrow();
        assertEquals("intact", record.path("verdict").asText(), record::toString);
        assertTrue(record.has("canary"), record::toString);
    }

    /** Another system's live credentials, which end while nobody is there to revoke them. */
    private void lease(ServerKeys keys) {
        server.api().put("sys/mounts/queue", keys.rootToken(), Map.of("type", "rabbitmq"));
        server.api()
                .put(
                        "queue/config/connection",
                        keys.rootToken(),
                        Map.of(
                                "connection_uri",
                                broker.address().toString(),
                                "username",
                                "admin",
                                "password",
                                "any",
                                "verify_connection",
                                false));
        String seconds = String.valueOf(LEASE.toSeconds());
        server.api().put("queue/config/lease", keys.rootToken(), Map.of("ttl", seconds, "max_ttl", seconds));
        server.api().put("queue/roles/app", keys.rootToken(), Map.of("vhosts", "{\"/\":{\"write\":\".*\"}}"));
        JsonNode issued = server.api().get("queue/creds/app", keys.rootToken());
        assertTrue(issued.at("/data").has("username"), issued::toString);
        leased = Instant.now();
    }

    @AfterAll
    void close() {
        broker.close();
        PREFIXES.forEach(edge::restore);
        server.close();
        stack.close();
    }

    @Test
    void goodDrill_endsInAProofThatTheVerifierBelieves() {
        KubernetesJob job = jobs.awaitScheduled(values(Map.of()), LONGEST);

        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        JsonNode status = awaitResult("RESTORED");
        assertEquals("restored", status.at("/lastProven/level").asText(), status::toString);
        assertEquals("healthy", status.path("state").asText(), status::toString);
        assertTrue(job.log(DrillNames.ISOLATION_CONTAINER).contains("nothing answered"), job::describe);
    }

    /** The other system of the lease is played by a listener. It must not see what the restored server does. */
    @Test
    void expiredLease_isRevokedAtTheOtherSystemOnlyWithoutIsolation() {
        Waiting.until("the lease to expire", LONGEST, () -> Instant.now().isAfter(leased.plus(LEASE)));
        KubernetesJob job = jobs.start("drill-lease", values(Map.of()));
        assertEquals("Complete", job.awaitEnd(LONGEST), job::describe);
        assertEquals(0, broker.revocations(), "with isolation");

        ScriptedDrill open = new ScriptedDrill(
                        suite, stack.aws(), stack.bucket().name(), CLUSTER)
                .with("SEAL", "awskms")
                .with("SEAL_KEY_ARNS", key.arn());
        open.run(Script.FETCH_SNAPSHOT).orFail();
        open.run(Script.RESTORE_SNAPSHOT).orFail();
        assertEquals("RESTORED", open.kept("result"), () -> open.kept("message"));
        assertEquals(1, broker.revocations(), "without isolation");
    }

    /** Nobody writes a proof for it, so its absence is what the verifier notices. */
    @Test
    void drillIsKilledHalfWay_leavesNoProofAndNothingRuns() {
        KubernetesJob job = jobs.start("drill-killed", values(Map.of()));
        Waiting.until("the step restore to run", LONGEST, () -> job.pods().stream()
                .anyMatch(pod -> pod.at("/status/initContainerStatuses/2/state").has("running")));
        List<String> before = proofs();
        jobs.delete("drill-killed");
        Waiting.until("the pod to be gone", LONGEST, () -> job.pods().isEmpty());
        assertEquals(before, proofs());
    }

    private List<String> proofs() {
        try (S3Client s3 = stack.aws().s3()) {
            return s3
                    .listObjectsV2(
                            request -> request.bucket(stack.bucket().name()).prefix(DrillKey.prefix(CLUSTER)))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .toList();
        }
    }

    @Test
    void policiesAreNotEnforced_nothingIsRestored() {
        suite.get(ClusterNetwork.class).enforce(DrillNames.NAMESPACE, false);
        try {
            KubernetesJob job = jobs.start("drill-open", values(Map.of("isolation/ISOLATION_SECONDS", "5")));

            assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
            awaitResult("NOT_ISOLATED");
            assertTrue(job.log(DrillNames.ISOLATION_CONTAINER).contains("the API server"), job::describe);
            for (String later : List.of(DrillNames.FETCH_CONTAINER, DrillNames.RESTORE_CONTAINER)) {
                assertTrue(
                        job.log(later).contains("ended with NOT_ISOLATED, so there is nothing to do"), job::describe);
            }
        } finally {
            suite.get(ClusterNetwork.class).enforce(DrillNames.NAMESPACE, true);
        }
    }

    @Test
    void gateLetsTooMuchThrough_nothingIsRestored() {
        String allowed = "sts." + AwsServer.REGION + ".amazonaws.com:443";
        KubernetesJob job = jobs.start(
                "drill-open-gate",
                values(Map.of("isolation/FORBIDDEN_HOST", allowed, "isolation/ISOLATION_SECONDS", "5")));

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        JsonNode status = awaitResult("NOT_ISOLATED");
        assertTrue(
                status.at("/drills/last/message").asText().contains(allowed + " through the gate"), status::toString);
    }

    /** The proof goes through the gate, too. So the Job's log says it, and the verifier misses the drill. */
    @Test
    void gateIsDown_theJobSaysSoAndThereIsNoProof() {
        List<String> before = proofs();
        jobs.scaleGate(0);
        try {
            KubernetesJob job = jobs.start("drill-no-gate", values(Map.of("isolation/ISOLATION_SECONDS", "5")));

            assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
            assertTrue(job.log(DrillNames.ISOLATION_CONTAINER).contains("GATE_DOWN"), job::describe);
            assertTrue(job.log(DrillNames.RESTORE_CONTAINER).contains("so there is nothing to do"), job::describe);
            assertEquals(before, proofs());
        } finally {
            jobs.scaleGate(1);
        }
    }

    @Test
    void keyOfTheSealIsDisabled_isSaid() {
        kms().disableKey(request -> request.keyId(key.keyId()));
        try {
            KubernetesJob job = jobs.start("drill-no-key", values(Map.of("restore/RESTORE_SECONDS", "60")));

            assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
            JsonNode status = awaitResult("SERVER_NOT_STARTED");
            assertTrue(status.at("/drills/last/message").asText().contains("Disabled"), status::toString);
        } finally {
            kms().enableKey(request -> request.keyId(key.keyId()));
        }
    }

    @Test
    void noSuchSnapshot_isSaid() {
        KubernetesJob job = jobs.start("drill-early", values(Map.of("fetch/DRILL_AT", "2020-01-01T00:00:00Z")));

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        awaitResult("NO_SNAPSHOT");
    }

    @Test
    void stepWithoutTime_isTimedOut() {
        KubernetesJob job = jobs.start("drill-slow", values(Map.of("restore/RESTORE_SECONDS", "1")));

        assertEquals("Failed", job.awaitEnd(LONGEST), job::describe);
        awaitResult("TIMED_OUT");
    }

    private Map<String, String> values(Map<String, String> more) {
        Map<String, String> values = new LinkedHashMap<>(more);
        values.put("restore/SEAL_KEY_ARNS", key.arn());
        return values;
    }

    private JsonNode awaitResult(String word) {
        return Waiting.value("the verifier to judge the drill", LONGEST, () -> stack.status(CLUSTER)
                .filter(status -> status.at("/drills/last/result").asText().equals(word)));
    }

    private KmsClient kms() {
        return stack.aws().client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
    }
}
