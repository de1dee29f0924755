package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.irsa.AwsEdge;
import io.vaultsnapshot.e2e.net.RequestHead;
import io.vaultsnapshot.e2e.net.Treatment;
import io.vaultsnapshot.e2e.openbao.RaftCluster;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One backup Job for each fault, each in its own cluster of the settings. All are started at once. */
public final class FaultyBackups implements SuiteServer {
    private static final List<String> FAULTS = List.of(
            "sealed",
            "standby",
            "leader-lost",
            "answer-cut",
            "answer-short",
            "disk-full",
            "upload-cut",
            "upload-refused",
            "upload-slow",
            "token-refused",
            "cli-with-capabilities",
            "standby-redirects",
            // The identity webhook does not answer for its namespace.
            "no-credentials",
            ClusterServices.PROXIED);
    private static final String SNAPSHOT = "/v1/sys/storage/raft/snapshot";
    private static final int GZIP_TRAILER = 8;
    private static final long CUT_AFTER = 1_000_000;
    private static final long SLOW_UPLOAD = 4_000_000;
    private static final long SLOW_SNAPSHOT = 3_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final BackupEnvironment environment;
    private final AwsEdge edge;
    private final Map<String, KubernetesJob> jobs = new LinkedHashMap<>();
    private final AtomicBoolean leaderLost = new AtomicBoolean();

    /** Arranges the faults and starts the Jobs. */
    public FaultyBackups(Suite suite) {
        this.suite = suite;
        this.environment = suite.get(BackupEnvironment.class);
        this.edge = suite.get(AwsEdge.class);
        for (String cluster : List.of(
                "answer-cut",
                "answer-short",
                "disk-full",
                "upload-cut",
                "upload-refused",
                "upload-slow",
                "cli-with-capabilities",
                "standby-redirects",
                "no-credentials",
                ClusterServices.PROXIED)) {
            environment.configure(cluster).orFail();
        }
        seal();
        cutAnswers();
        disturbUploads();
        refuseTokens();
        redirectAsAStandbyOfVault();
        useRaftClusters();
        for (String fault : FAULTS) {
            jobs.put(fault, environment.startJob(fault, "faulty"));
        }
    }

    /** Returns the Job of a fault. */
    public KubernetesJob job(String fault) {
        KubernetesJob job = jobs.get(fault);
        if (job == null) {
            throw new IllegalArgumentException("no fault " + fault + "; there are " + FAULTS);
        }
        return job;
    }

    /** Returns whether the leader was ended while a snapshot was on its way from it. */
    public boolean leaderWasLostInMidSnapshot() {
        return leaderLost.get();
    }

    private void seal() {
        ServerNode server =
                ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), "sealed", Seal.shamir());
        ServerKeys keys = server.initialize();
        environment.addresses().point("sealed", server.address());
        environment.configure("sealed", keys).orFail();
        server.api().put("sys/seal", keys.rootToken(), Map.of());
        server.awaitSealed();
    }

    // With HTTP/1.0 the client cannot see that the answer is incomplete.
    private void cutAnswers() {
        URI server = environment.server().address();
        environment
                .addresses()
                .treat(
                        "answer-cut",
                        head -> isSnapshot(head)
                                ? Treatment.endAnswerAfter(server, CUT_AFTER)
                                : Treatment.forward(server));
        // Everything but the gzip trailer: the server's own client accepts that, check-snapshot.sh does not.
        environment
                .addresses()
                .treat(
                        "answer-short",
                        head -> isSnapshot(head)
                                ? Treatment.withholdEndOfAnswer(server, GZIP_TRAILER)
                                : Treatment.forward(server));
    }

    private void disturbUploads() {
        edge.treat(SnapshotKey.prefix("upload-cut"), head -> Treatment.cutUploadAfter(edge.s3(), CUT_AFTER));
        edge.treat(SnapshotKey.prefix("upload-refused"), head -> Treatment.unavailable(edge.s3()));
        edge.treat(SnapshotKey.prefix("upload-slow"), head -> Treatment.slow(edge.s3(), SLOW_UPLOAD));
    }

    private void refuseTokens() {
        environment.configure("token-refused").orFail();
        environment
                .server()
                .api()
                .put(
                        "auth/kube-token-refused/role/vault-snapshot",
                        environment.keys().rootToken(),
                        Map.of("bound_service_account_names", "somebody-else"));
    }

    /** A standby of Vault forwards requests to the active node, except those for snapshots: it names that node instead. */
    private void redirectAsAStandbyOfVault() {
        URI server = environment.server().address();
        // Where pods reach the same server: its own address is on the loopback interface.
        URI active = environment.address(BackupEnvironment.MAIN);
        String leader = "{\"ha_enabled\":true,\"is_self\":false,\"leader_address\":\"" + active + "\"}";
        environment.addresses().treat("standby-redirects", head -> {
            if (isSnapshot(head)) {
                return Treatment.redirect(active, head.path());
            }
            return head.path().equals("/v1/sys/leader")
                    ? Treatment.answer(active, "200 OK", leader)
                    : Treatment.forward(server);
        });
    }

    private void useRaftClusters() {
        RaftCluster servers = RaftCluster.start(suite, suite.get(Tools.class).openBao(), "raft");
        BackupEnvironment.fillWithSecrets(servers::leader, servers.keys());
        for (String cluster : List.of("standby", "leader-lost")) {
            // On a busy machine they may elect another leader during this. The script is idempotent, so it can run
            // again.
            Waiting.until(cluster + " to be configured", LONGEST, () -> {
                environment.addresses().point(cluster, servers.leader().address());
                return environment.configure(cluster, servers.keys()).exitCode() == 0;
            });
        }
        URI standby = servers.standby().address();
        environment.addresses().point("standby", standby);
        loseTheLeader(servers);
    }

    private void loseTheLeader(RaftCluster servers) {
        AtomicBoolean first = new AtomicBoolean(true);
        environment.addresses().treat("leader-lost", head -> {
            // The present leader: any other server would redirect the client past this relay.
            ServerNode leader = servers.leader();
            if (isSnapshot(head) && first.compareAndSet(true, false)) {
                return Treatment.slow(leader.address(), SLOW_SNAPSHOT).onceBytesPassed(CUT_AFTER, () -> {
                    leaderLost.set(true);
                    leader.kill();
                });
            }
            return Treatment.forward(leader.address());
        });
    }

    private static boolean isSnapshot(RequestHead head) {
        return head.path().startsWith(SNAPSHOT);
    }
}
