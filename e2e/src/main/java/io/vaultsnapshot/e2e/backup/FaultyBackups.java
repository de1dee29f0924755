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

/** One backup Job for every fault, each in its own cluster of the settings, all started at once. */
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
            "token-refused");
    private static final String SNAPSHOT = "/v1/sys/storage/raft/snapshot";
    private static final int GZIP_TRAILER = 8;
    private static final long CUT_AFTER = 1_000_000;
    private static final long SLOW_UPLOAD = 4_000_000;
    private static final long SLOW_SNAPSHOT = 3_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final BackupWorld world;
    private final AwsEdge edge;
    private final Map<String, KubernetesJob> jobs = new LinkedHashMap<>();
    private final AtomicBoolean leaderLost = new AtomicBoolean();

    /** Arranges the faults and starts the Jobs. */
    public FaultyBackups(Suite suite) {
        this.suite = suite;
        this.world = suite.get(BackupWorld.class);
        this.edge = suite.get(AwsEdge.class);
        for (String cluster :
                List.of("answer-cut", "answer-short", "disk-full", "upload-cut", "upload-refused", "upload-slow")) {
            world.configure(cluster).orFail();
        }
        seal();
        cutAnswers();
        disturbUploads();
        refuseTokens();
        useRaftClusters();
        for (String fault : FAULTS) {
            jobs.put(fault, world.startJob(fault, "faulty"));
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
        world.addresses().point("sealed", server.address());
        world.configure("sealed", keys).orFail();
        server.api().put("sys/seal", keys.rootToken(), Map.of());
        server.awaitSealed();
    }

    // Under HTTP/1.0 nothing tells the client that more was to come.
    private void cutAnswers() {
        URI server = world.server().address();
        world.addresses()
                .treat(
                        "answer-cut",
                        head -> isSnapshot(head)
                                ? Treatment.endAnswerAfter(server, CUT_AFTER)
                                : Treatment.forward(server));
        // All but the gzip trailer: the server's own client is content with that, check-snapshot.sh is not.
        world.addresses()
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
        world.configure("token-refused").orFail();
        world.server()
                .api()
                .put(
                        "auth/kube-token-refused/role/vault-snapshot",
                        world.keys().rootToken(),
                        Map.of("bound_service_account_names", "somebody-else"));
    }

    private void useRaftClusters() {
        RaftCluster servers = RaftCluster.start(suite, suite.get(Tools.class).openBao(), "raft");
        BackupWorld.fillWithSecrets(servers::leader, servers.keys());
        for (String cluster : List.of("standby", "leader-lost")) {
            // On a busy machine they may elect another leader meanwhile; the script may be run as often as one likes.
            Waiting.until(cluster + " to be configured", LONGEST, () -> {
                world.addresses().point(cluster, servers.leader().address());
                return world.configure(cluster, servers.keys()).exitCode() == 0;
            });
        }
        URI standby = servers.standby().address();
        world.addresses().point("standby", standby);
        loseTheLeader(servers);
    }

    private void loseTheLeader(RaftCluster servers) {
        AtomicBoolean first = new AtomicBoolean(true);
        world.addresses().treat("leader-lost", head -> {
            // Whoever leads by now: from any other the client would be sent past this relay.
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
