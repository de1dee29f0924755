package io.vaultsnapshot.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports of the loopback interface for servers that are started later, or again. None is handed out twice in one run, and all
 * lie below those that the kernel gives to outgoing connections (32768 and up in every new network namespace): of these a
 * connection could take one before its server is there, or while it restarts.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;

    private static int next = FIRST;

    private Ports() {}

    /** Returns a port that nobody listens on. */
    public static synchronized int free() {
        while (next <= LAST) {
            int port = next++;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port left between " + FIRST + " and " + LAST);
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
