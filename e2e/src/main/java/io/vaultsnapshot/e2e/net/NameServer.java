package io.vaultsnapshot.e2e.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A DNS server (RFC 1035) on port 53, UDP and TCP. It knows IPv4 addresses of names, and says that other names do not exist. */
public final class NameServer implements AutoCloseable {
    private static final int PORT = 53;
    private static final int BACKLOG = 50;
    private static final int LONGEST = 512;
    private static final int HEADER = 12;
    /** An answer, authoritative, recursion available. */
    private static final int ANSWER = 0x8480;

    private static final int RECURSION_DESIRED = 0x0100;
    private static final int NO_SUCH_NAME = 3;
    private static final int TYPE_A = 1;
    private static final int CLASS_IN = 1;
    /** A pointer to the name in the question, just behind the header. */
    private static final int NAME_OF_THE_QUESTION = 0xC00C;

    private static final int TTL_SECONDS = 5;
    private static final int RECORD = 16;

    private final Function<String, Optional<String>> addresses;
    private final DatagramSocket datagrams;
    private final ServerSocket connections;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "name-server");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Starts listening.
     *
     * @param addresses the IPv4 address of a name, which is in lower case and has no dot at its end
     */
    public NameServer(String address, Function<String, Optional<String>> addresses) throws IOException {
        this.addresses = addresses;
        InetAddress here = InetAddress.getByName(address);
        this.datagrams = new DatagramSocket(PORT, here);
        this.connections = new ServerSocket(PORT, BACKLOG, here);
        threads.execute(this::answerDatagrams);
        threads.execute(this::accept);
    }

    private void answerDatagrams() {
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                datagrams.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException | BufferUnderflowException lost) {
                // The client asks again.
            }
        }
    }

    private void accept() {
        while (!connections.isClosed()) {
            try {
                Socket client = connections.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                // The loop's condition decides whether it goes on.
            }
        }
    }

    // Over TCP, the length comes first (RFC 1035, section 4.2.2).
    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] answer = answer(in.readNBytes(in.readUnsignedShort()));
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            out.writeShort(answer.length);
            out.write(answer);
        } catch (IOException | BufferUnderflowException ended) {
            // The client asked no question.
        }
    }

    private byte[] answer(byte[] query) {
        ByteBuffer in = ByteBuffer.wrap(query);
        int id = in.getShort();
        int flags = in.getShort();
        in.position(HEADER);
        String name = name(in);
        int type = in.getShort();
        in.getShort();
        int end = in.position();
        Optional<String> address = addresses.apply(name);
        boolean found = address.isPresent() && type == TYPE_A;
        ByteBuffer out = ByteBuffer.allocate(end + RECORD);
        out.putShort((short) id);
        out.putShort((short) (ANSWER | (flags & RECURSION_DESIRED) | (address.isPresent() ? 0 : NO_SUCH_NAME)));
        out.putShort((short) 1).putShort((short) (found ? 1 : 0)).putInt(0);
        out.put(query, HEADER, end - HEADER);
        if (found) {
            out.putShort((short) NAME_OF_THE_QUESTION).putShort((short) TYPE_A).putShort((short) CLASS_IN);
            out.putInt(TTL_SECONDS).putShort((short) Integer.BYTES).put(bytes(address.get()));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static String name(ByteBuffer in) {
        StringBuilder name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            byte[] label = new byte[length];
            in.get(label);
            name.append(name.length() == 0 ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (IOException notAnAddress) {
            throw new UncheckedIOException(notAnAddress);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        datagrams.close();
        try {
            connections.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
