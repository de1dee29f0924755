package io.vaultsnapshot.e2e.net;

import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Host names that exist only inside the suite's network namespace. Each gets its own address from TEST-NET-3 (RFC 5737), so
 * every name can be served on its usual port.
 */
public final class PrivateNetwork implements SuiteServer {
    private static final Path HOSTS = Path.of("/etc/hosts");
    private static final String SUBNET = "203.0.113.";
    private static final int FIRST = 10;
    private static final int LAST = 254;

    private final Suite suite;
    private final Map<String, String> addresses = new LinkedHashMap<>();

    /** Refuses to run where another network can be reached: there it would change the machine's own files. */
    public PrivateNetwork(Suite suite) throws IOException {
        this.suite = suite;
        if (NetworkInterface.networkInterfaces()
                .anyMatch(card -> !card.getName().equals("lo"))) {
            throw new IllegalStateException(
                    "this is not a private network namespace; run the scenarios with mvn -Pe2e verify");
        }
    }

    /** Returns the address of a host, which resolves to it from now on. */
    public synchronized String address(String host) {
        String known = addresses.get(host);
        if (known != null) {
            return known;
        }
        int number = FIRST + addresses.size();
        if (number > LAST) {
            throw new IllegalStateException("no address left for " + host);
        }
        String address = SUBNET + number;
        suite.processes()
                .run(
                        Command.of("ip", suite.folder("."), "ip", "address", "add", address + "/32", "dev", "lo"),
                        Duration.ofMinutes(1))
                .orFail();
        try {
            Files.writeString(HOSTS, address + " " + host + "\n", StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        addresses.put(host, address);
        return address;
    }

    /** Returns the addresses of all hosts so far. */
    public synchronized Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }
}
