package io.vaultsnapshot.e2e.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Listens at the address of a name, and passes requests on to the server, byte for byte. A rule decides for each request what
 * happens to it. So a scenario can move the server, slow it down or cut it off. Signed headers are not changed. A relay with a
 * certificate ends TLS, as a load balancer does, and says so in a header.
 */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final int BUFFER = 16 * 1024;
    private static final long SECOND = 1_000_000_000L;

    private static final Treatment.Event NOTHING = new Treatment.Event(Treatment.ALL, () -> {});

    private final ServerSocket listening;
    private final Function<RequestHead, Treatment> rule;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts listening.
     *
     * @param tls its certificate, or null for plain HTTP
     */
    public Relay(String address, int port, @Nullable SSLContext tls, Function<RequestHead, Treatment> rule)
            throws IOException {
        this.rule = rule;
        ServerSocketFactory sockets = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
        this.listening = sockets.createServerSocket(port, BACKLOG, InetAddress.getByName(address));
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                // The loop's condition decides whether it goes on.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            RequestHead head = RequestHead.read(client.getInputStream());
            Treatment treatment = rule.apply(head);
            if (!treatment.answer().isEmpty()) {
                client.getOutputStream().write(treatment.answer().getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            try (Socket server =
                    new Socket(treatment.target().getHost(), treatment.target().getPort())) {
                server.getOutputStream().write(head.onlyOne(treatment.shortensAnswer(), client instanceof SSLSocket));
                threads.execute(() -> passRequest(client, server, treatment));
                pass(
                        server.getInputStream(),
                        new WithholdingOutputStream(client.getOutputStream(), treatment.withheld()),
                        treatment.responseBytes(),
                        treatment,
                        treatment.event());
            }
        } catch (IOException ended) {
            // One side closed its connection. Both are closed now, so the other side sees that.
        }
    }

    private static void passRequest(Socket client, Socket server, Treatment treatment) {
        try {
            boolean cut = !pass(
                    client.getInputStream(), server.getOutputStream(), treatment.requestBytes(), treatment, NOTHING);
            if (cut) {
                server.close();
                client.close();
            }
        } catch (IOException ended) {
            // As above.
        }
    }

    /** Returns true if everything was passed on, false if the limit was reached first. */
    private static boolean pass(
            InputStream in, OutputStream out, long limit, Treatment treatment, Treatment.Event event)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long left = limit;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                return true;
            }
            out.write(buffer, 0, count);
            out.flush();
            boolean before = limit - left < event.afterBytes();
            left -= count;
            if (before && limit - left >= event.afterBytes()) {
                event.action().run();
            }
            if (treatment.bytesPerSecond() != Treatment.ALL) {
                LockSupport.parkNanos(count * SECOND / treatment.bytesPerSecond());
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
