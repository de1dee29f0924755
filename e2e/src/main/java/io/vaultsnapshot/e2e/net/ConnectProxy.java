package io.vaultsnapshot.e2e.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy for HTTPS: it opens the connections that clients ask for with CONNECT (RFC 9110, section 9.3.6), and notes them. */
public final class ConnectProxy implements AutoCloseable {
    private static final int BACKLOG = 50;
    private static final String OPEN = "HTTP/1.1 200 Connection established\r\n\r\n";

    private final ServerSocket listening;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "connect-proxy");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts listening. */
    public ConnectProxy(String address, int port) throws IOException {
        this.listening = new ServerSocket(port, BACKLOG, InetAddress.getByName(address));
        threads.execute(this::accept);
    }

    /** Returns what clients have asked for so far, each as {@code host:port}. */
    public List<String> asked() {
        return List.copyOf(asked);
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
            String[] hostAndPort = head.path().split(":", 2);
            asked.add(head.path());
            try (Socket server = new Socket(hostAndPort[0], Integer.parseInt(hostAndPort[1]))) {
                client.getOutputStream().write(OPEN.getBytes(StandardCharsets.ISO_8859_1));
                threads.execute(() -> pass(client, server));
                copy(server.getInputStream(), client.getOutputStream());
            }
        } catch (IOException ended) {
            // One side closed its connection. Both are closed now, so the other side sees that.
        }
    }

    private static void pass(Socket client, Socket server) {
        try {
            copy(client.getInputStream(), server.getOutputStream());
            server.shutdownOutput();
        } catch (IOException ended) {
            // As above.
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        in.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
