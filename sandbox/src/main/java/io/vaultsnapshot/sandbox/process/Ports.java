package io.vaultsnapshot.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;

/**
 * Ports of the loopback interface for servers that are started later, or again. No port is given out twice in one run. All
 * are below those that the kernel gives to outgoing connections (32768 and above by default): a connection could take one of
 * these before its server starts, or while it restarts.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;

    // Two programs that start at the same time look at different ports.
    private static final int OFFSET = new SecureRandom().nextInt(COUNT);

    private static int given;

    private Ports() {}

    /** Returns a port that no program listens on. */
    public static synchronized int free() {
        while (given < COUNT) {
            int port = FIRST + (OFFSET + given++) % COUNT;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port left between " + FIRST + " and " + (FIRST + COUNT - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException noLoopback) {
            throw new UncheckedIOException("cannot listen on the loopback interface", noLoopback);
        }
    }
}
