package io.vaultsnapshot.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.process.Ports;
import io.vaultsnapshot.sandbox.process.ServerProcess;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server with raft storage, on the loopback interface if not told otherwise, without TLS: {@code start}, then {@link #initialize}. Several can
 * run at the same time. Each has its own folder and its own log, named after it.
 */
public final class ServerNode implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int ACTIVE = 200;
    private static final int STANDBY = 429;
    private static final int SEALED = 503;

    private final Workspace workspace;
    private final ServerBinary binary;
    private final String name;
    private final Seal seal;
    private final ServerListener listener;
    private final URI address;
    private final Path folder;
    private final ServerApi api;
    private ServerProcess process;

    private ServerNode(
            Workspace workspace, ServerBinary binary, String name, Seal seal, ServerListener listener, String join) {
        this.workspace = workspace;
        this.binary = binary;
        this.name = name;
        this.seal = seal;
        this.listener = listener;
        this.address = URI.create("http://" + listener.host() + ":" + listener.port());
        this.folder = workspace.folder(name);
        this.api = new ServerApi(address);
        workspace.write(name + "/server.hcl", configuration(Ports.free(), join));
        this.process = launch();
    }

    /**
     * Starts a server that is not initialized.
     *
     * @param name unique in this workspace
     * @param seal how it will be sealed
     * @return the server, once it answers
     */
    public static ServerNode start(Workspace workspace, ServerBinary binary, String name, Seal seal) {
        return start(workspace, binary, name, seal, ServerListener.loopback());
    }

    /** As {@link #start(Workspace, ServerBinary, String, Seal)}, at an address of its own. */
    public static ServerNode start(
            Workspace workspace, ServerBinary binary, String name, Seal seal, ServerListener listener) {
        return new ServerNode(workspace, binary, name, seal, listener, "").awaitAnswer();
    }

    /** Starts a server that joins another one's cluster as soon as it is unsealed. Returns it once it answers. */
    public static ServerNode startAndJoin(ServerNode leader, String name, ServerListener listener) {
        String join = "  retry_join {\n    leader_api_addr = \"" + leader.address + "\"\n  }\n";
        return new ServerNode(leader.workspace, leader.binary, name, leader.seal, listener, join).awaitAnswer();
    }

    private String configuration(int clusterPort, String join) {
        Path data = workspace.folder(name + "/data");
        // With the default multiplier a single node needs seven seconds to elect itself.
        return """
                storage "raft" {
                  path = "%s"
                  node_id = "%s"
                  performance_multiplier = 1
                %s}
                listener "tcp" {
                  address = "%s:%d"
                  cluster_address = "%s:%d"
                  tls_disable = true
                }
                %sapi_addr = "%s"
                cluster_addr = "https://%s:%d"
                disable_mlock = true
                """.formatted(
                        data,
                        name,
                        join,
                        listener.host(),
                        listener.port(),
                        listener.host(),
                        clusterPort,
                        seal.configuration(),
                        address,
                        listener.host(),
                        clusterPort);
    }

    private ServerProcess launch() {
        return workspace
                .processes()
                .start(Command.of(
                        name,
                        folder,
                        binary.program().toString(),
                        "server",
                        "-config=" + folder.resolve("server.hcl")));
    }

    private ServerNode awaitAnswer() {
        process.awaitReady(LONGEST, () -> health() > 0);
        return this;
    }

    /** Returns the name it was started with. */
    public String name() {
        return name;
    }

    /** Returns where it listens. */
    public URI address() {
        return address;
    }

    /** Returns its HTTP API. */
    public ServerApi api() {
        return api;
    }

    /** Returns its process. */
    public ServerProcess process() {
        return process;
    }

    /** Initializes the server with one key share, unseals it and waits until it is active. */
    public ServerKeys initialize() {
        Map<String, Integer> shares = seal.unsealsItself()
                ? Map.of("recovery_shares", 1, "recovery_threshold", 1)
                : Map.of("secret_shares", 1, "secret_threshold", 1);
        JsonNode answer = api.put("sys/init", "", shares);
        JsonNode share = answer.path(seal.unsealsItself() ? "recovery_keys_base64" : "keys_base64");
        ServerKeys keys =
                new ServerKeys(share.get(0).asText(), answer.get("root_token").asText());
        if (!seal.unsealsItself()) {
            unseal(keys);
        }
        awaitActive();
        return keys;
    }

    /** Gives the server its key share. Its health then shows whether the share was right. */
    public JsonNode unseal(ServerKeys keys) {
        return api.put("sys/unseal", "", Map.of("key", keys.share()));
    }

    /** Waits until it is unsealed and the leader. */
    public ServerNode awaitActive() {
        return awaitHealth(ACTIVE);
    }

    /** Waits until it is unsealed and follows a leader. */
    public ServerNode awaitStandby() {
        return awaitHealth(STANDBY);
    }

    /** Waits until it is sealed. After a restore it seals itself, some time after it has answered. */
    public ServerNode awaitSealed() {
        return awaitHealth(SEALED);
    }

    private ServerNode awaitHealth(int status) {
        process.awaitReady(LONGEST, () -> health() == status);
        return this;
    }

    /** Returns the status of {@code sys/health}, or 0 when it does not answer. */
    public int health() {
        try {
            return api.health();
        } catch (IOException silent) {
            return 0;
        }
    }

    /** Runs the server's own command line against it, such as {@code operator raft snapshot save FILE}. */
    public CommandResult cli(ServerKeys keys, String... arguments) {
        List<String> line = new ArrayList<>(List.of(binary.program().toString()));
        line.addAll(List.of(arguments));
        Command command = Command.of(name + "-cli", folder, line.toArray(String[]::new))
                .with(
                        binary.kind() == ServerKind.OPENBAO
                                ? Map.of("BAO_ADDR", address.toString(), "BAO_TOKEN", keys.rootToken())
                                : Map.of("VAULT_ADDR", address.toString(), "VAULT_TOKEN", keys.rootToken()));
        return workspace.processes().run(command, LONGEST);
    }

    /** Ends the process as a power failure does. */
    public void kill() {
        process.kill();
    }

    /** Starts the ended server again with the data it has, and waits until it answers. */
    public ServerNode restart() {
        process = launch();
        return awaitAnswer();
    }

    @Override
    public void close() {
        process.stop();
    }
}
