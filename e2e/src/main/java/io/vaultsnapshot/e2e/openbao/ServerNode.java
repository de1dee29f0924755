package io.vaultsnapshot.e2e.openbao;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.e2e.process.Command;
import io.vaultsnapshot.e2e.process.CommandResult;
import io.vaultsnapshot.e2e.process.Ports;
import io.vaultsnapshot.e2e.process.ServerProcess;
import io.vaultsnapshot.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server with raft storage on loopback, without TLS: {@code start}, then {@link #initialize}. Many can run beside each
 * other; each has a folder and a log of its own, named after it.
 */
public final class ServerNode implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final int ACTIVE = 200;
    private static final int STANDBY = 429;
    private static final int SEALED = 503;

    private final Suite suite;
    private final ServerBinary binary;
    private final String name;
    private final Seal seal;
    private final URI address;
    private final Path folder;
    private final ServerApi api;
    private ServerProcess process;

    private ServerNode(Suite suite, ServerBinary binary, String name, Seal seal, String join) {
        this.suite = suite;
        this.binary = binary;
        this.name = name;
        this.seal = seal;
        int port = Ports.free();
        this.address = URI.create("http://127.0.0.1:" + port);
        this.folder = suite.folder(name);
        this.api = new ServerApi(address);
        write(folder.resolve("server.hcl"), configuration(port, Ports.free(), join));
        this.process = launch();
    }

    /**
     * Starts a server that is not initialized and waits until it answers.
     *
     * @param name unique in this run
     */
    public static ServerNode start(Suite suite, ServerBinary binary, String name, Seal seal) {
        return new ServerNode(suite, binary, name, seal, "").awaitAnswer();
    }

    /** Starts a server that joins another one's cluster as soon as it is unsealed. */
    static ServerNode startAndJoin(ServerNode leader, String name) {
        String join = "  retry_join {\n    leader_api_addr = \"" + leader.address + "\"\n  }\n";
        return new ServerNode(leader.suite, leader.binary, name, leader.seal, join).awaitAnswer();
    }

    private String configuration(int port, int clusterPort, String join) {
        Path data = suite.folder(name + "/data");
        // With the multiplier of production a single node needs seven seconds to elect itself.
        return """
                storage "raft" {
                  path = "%s"
                  node_id = "%s"
                  performance_multiplier = 1
                %s}
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  cluster_address = "127.0.0.1:%d"
                  tls_disable = true
                }
                %sapi_addr = "%s"
                cluster_addr = "https://127.0.0.1:%d"
                disable_mlock = true
                """.formatted(data, name, join, port, clusterPort, seal.configuration(), address, clusterPort);
    }

    private ServerProcess launch() {
        return suite.processes()
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

    /** Returns its process, for its log and its end. */
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

    /** Gives the server its key share. Whether it fits is seen in its health. */
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

    /** Waits until it is sealed: after a restore it seals itself, some time after it has answered. */
    public ServerNode awaitSealed() {
        return awaitHealth(SEALED);
    }

    private ServerNode awaitHealth(int status) {
        process.awaitReady(LONGEST, () -> health() == status);
        return this;
    }

    /** Returns the status of its health, 0 when it does not answer. */
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
        return suite.processes().run(command, LONGEST);
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

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
