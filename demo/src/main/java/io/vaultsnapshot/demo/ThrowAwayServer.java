package io.vaultsnapshot.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A real Vault or OpenBao: one raft node on loopback, without TLS, gone with the demo. */
final class ThrowAwayServer {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int VALUE_BYTES = 48;

    private final Process process;
    private final Path log;
    private final URI address;
    private final ServerApi api;

    /** Starts the server; {@link #initialize} waits for it. */
    ThrowAwayServer(Path binary, SearchPath programs, Workspace workspace, ChildProcesses processes) {
        int apiPort;
        int clusterPort;
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            apiPort = first.getLocalPort();
            clusterPort = second.getLocalPort();
        } catch (IOException noPort) {
            throw new DemoException("no free port on the loopback interface: " + noPort.getMessage(), noPort);
        }
        this.address = URI.create("http://127.0.0.1:" + apiPort);
        this.api = new ServerApi(address);
        this.log = workspace.root().resolve("server.log");
        Path config = workspace.write("server.hcl", config(workspace.folder("server-data"), apiPort, clusterPort));
        this.process = processes.start(
                List.of(binary.toString(), "server", "-config=" + config),
                Map.of("PATH", programs.value(), "HOME", workspace.root().toString()),
                workspace.root(),
                log);
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    // With the multiplier of production, a single node needs seven seconds to elect itself.
    private static String config(Path data, int apiPort, int clusterPort) {
        return """
                storage "raft" {
                  path = "%s"
                  node_id = "demo"
                  performance_multiplier = 1
                }
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  cluster_address = "127.0.0.1:%d"
                  tls_disable = true
                }
                api_addr = "http://127.0.0.1:%d"
                cluster_addr = "https://127.0.0.1:%d"
                disable_mlock = true
                """.formatted(data, apiPort, clusterPort, apiPort, clusterPort);
    }

    URI address() {
        return address;
    }

    /** Initializes and unseals the server and returns its root token. The only key share is forgotten at once. */
    String initialize() {
        until(api::answers, "the server to answer");
        Map<String, Object> init = api.put("sys/init", Map.of("secret_shares", 1, "secret_threshold", 1));
        if (!(init.get("keys_base64") instanceof List<?> keys) || !(init.get("root_token") instanceof String token)) {
            throw new DemoException("the server did not hand out a key and a root token");
        }
        api.put("sys/unseal", Map.of("key", String.valueOf(keys.get(0))));
        api.logIn(token);
        until(api::isActive, "the server to become active");
        return token;
    }

    /** Writes random secrets, so that a snapshot holds something. */
    void writeSecrets(int count) {
        SecureRandom random = new SecureRandom();
        byte[] value = new byte[VALUE_BYTES];
        api.put("sys/mounts/demo-secrets", Map.of("type", "kv", "options", Map.of("version", "1")));
        for (int number = 1; number <= count; number++) {
            random.nextBytes(value);
            api.put(
                    "demo-secrets/app/" + number,
                    Map.of("value", Base64.getEncoder().encodeToString(value)));
        }
    }

    private void until(BooleanSupplier condition, String what) {
        Waiting.until(() -> !process.isAlive() || condition.getAsBoolean(), LONGEST, what + "; its log is " + log);
        if (!process.isAlive()) {
            throw new DemoException("the server ended with " + process.exitValue() + ":\n" + lastLines());
        }
    }

    private String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
