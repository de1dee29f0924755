package io.vaultsnapshot.e2e.openbao;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.net.PrivateNetwork;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.sandbox.server.Seal;
import io.vaultsnapshot.sandbox.server.ServerBinary;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerListener;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.sandbox.waiting.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Three servers that elect a leader. They listen where pods reach them, as pods of the namespace {@code vault}: a standby
 * redirects a client to the leader itself.
 */
public final class RaftCluster implements AutoCloseable {
    private static final int SIZE = 3;
    private static final int PORT = 8200;
    private static final Duration LONGEST_ELECTION = Duration.ofMinutes(4);

    private final List<ServerNode> nodes;
    private final ServerKeys keys;

    private RaftCluster(List<ServerNode> nodes, ServerKeys keys) {
        this.nodes = nodes;
        this.keys = keys;
    }

    /**
     * Starts three servers, initializes the first, and waits until two follow it and may vote.
     *
     * @param name unique in this run; the servers' names begin with it
     */
    public static RaftCluster start(Suite suite, ServerBinary binary, String name) {
        ServerNode first =
                ServerNode.start(suite.workspace(), binary, name + "-1", Seal.shamir(), listener(suite, name + "-1"));
        ServerKeys keys = first.initialize();
        List<ServerNode> nodes = List.of(
                first,
                ServerNode.startAndJoin(first, name + "-2", listener(suite, name + "-2")),
                ServerNode.startAndJoin(first, name + "-3", listener(suite, name + "-3")));
        for (ServerNode follower : nodes.subList(1, nodes.size())) {
            // It accepts the share once it has reached the leader. Before that it answers that it is not initialized.
            Waiting.until(follower.name() + " to follow", LONGEST_ELECTION, () -> {
                if (follower.health() == 503) {
                    follower.unseal(keys);
                }
                return follower.health() == 429;
            });
        }
        awaitVotes(first, keys);
        return new RaftCluster(nodes, keys);
    }

    private static ServerListener listener(Suite suite, String name) {
        return new ServerListener(suite.get(PrivateNetwork.class).address(name + ".vault.svc"), PORT);
    }

    /** By default a server may vote ten seconds after it has joined. Before that, no server could replace the leader. */
    private static void awaitVotes(ServerNode leader, ServerKeys keys) {
        leader.api()
                .put(
                        "sys/storage/raft/autopilot/configuration",
                        keys.rootToken(),
                        Map.of("server_stabilization_time", "1s"));
        Waiting.until("three voters", LONGEST_ELECTION, () -> {
            JsonNode servers = leader.api()
                    .get("sys/storage/raft/configuration", keys.rootToken())
                    .at("/data/config/servers");
            return servers.size() == SIZE
                    && servers.findValuesAsText("voter").stream().allMatch("true"::equals);
        });
    }

    /** Returns what its initialization handed out. */
    public ServerKeys keys() {
        return keys;
    }

    /** Returns its servers. */
    public List<ServerNode> nodes() {
        return nodes;
    }

    /** Returns the leader, after waiting for one. */
    public ServerNode leader() {
        return Waiting.value("a leader", LONGEST_ELECTION, () -> withHealth(200));
    }

    /** Returns one that follows a leader, after waiting for one. */
    public ServerNode standby() {
        return Waiting.value("a standby", LONGEST_ELECTION, () -> withHealth(429));
    }

    private Optional<ServerNode> withHealth(int status) {
        return nodes.stream().filter(node -> node.health() == status).findFirst();
    }

    @Override
    public void close() {
        nodes.forEach(ServerNode::close);
    }
}
