package io.vaultsnapshot.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * As much of S3 as ranged reads need, on loopback; a program, {@code FOLDER [KEYSTORE]}, that prints its port and serves {@code
 * /bucket/FILE} until it is stopped. {@code /requests} answers how many ranges were sent. A range costs one sendfile; with a
 * keystore (PKCS #12, password {@code changeit}) it goes out over TLS instead.
 */
public final class RangeServer {
    private static final Pattern RANGE = Pattern.compile("(?i)range: *bytes=([0-9]+)-([0-9]+)");

    private static final int BACKLOG = 50;

    private final Path folder;
    private final AtomicInteger ranges = new AtomicInteger();

    private RangeServer(Path folder) {
        this.folder = folder;
    }

    /** Serves until the process is stopped. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        RangeServer server = new RangeServer(Path.of(args[0]));
        if (args.length > 1) {
            server.serveTls(Path.of(args[1]));
        }
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println(listener.socket().getLocalPort());
            while (true) {
                SocketChannel client = listener.accept();
                new Thread(() -> server.serve(client)).start();
            }
        }
    }

    private void serveTls(Path keystore) throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keystore.toFile(), password), password);
        SSLContext tls = SSLContext.getInstance("TLSv1.3");
        tls.init(keys.getKeyManagers(), null, null);
        try (ServerSocket listener =
                tls.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            while (true) {
                Socket client = listener.accept();
                new Thread(() -> serve(client)).start();
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            serve(client.getInputStream(), Channels.newChannel(client.getOutputStream()));
        } catch (IOException gone) {
            // A client that has what it wanted hangs up.
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            serve(Channels.newInputStream(client), client);
        } catch (IOException gone) {
            // As above.
        }
    }

    private void serve(InputStream requests, WritableByteChannel answers) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(requests, StandardCharsets.ISO_8859_1));
        String request = in.readLine();
        while (request != null) {
            answer(answers, request.split(" ")[1], range(in));
            request = in.readLine();
        }
    }

    /** Reads the header to its end and returns the range in it. */
    private static Matcher range(BufferedReader in) throws IOException {
        Matcher range = RANGE.matcher("");
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            Matcher matcher = RANGE.matcher(line);
            range = matcher.matches() ? matcher : range;
        }
        return range;
    }

    private void answer(WritableByteChannel client, String path, Matcher range) throws IOException {
        if (path.equals("/requests")) {
            String count = ranges.get() + "\n";
            send(client, "200 OK\r\nContent-Length: " + count.length(), count);
            return;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (FileChannel file = FileChannel.open(folder.resolve(name))) {
            ranges.incrementAndGet();
            long first = Long.parseLong(range.group(1));
            long end = Math.min(Long.parseLong(range.group(2)) + 1, file.size());
            send(client, header(first, end, file.size()), "");
            long at = first;
            while (at < end) {
                at += file.transferTo(at, end - at, client);
            }
        }
    }

    private static String header(long first, long end, long size) {
        return String.format(
                Locale.ROOT,
                "206 Partial Content\r\nContent-Length: %d\r\nContent-Range: bytes %d-%d/%d\r\nETag: \"1\"",
                end - first,
                first,
                end - 1,
                size);
    }

    private static void send(WritableByteChannel client, String header, String body) throws IOException {
        byte[] bytes = ("HTTP/1.1 " + header + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            client.write(buffer);
        }
    }
}
