package io.vaultsnapshot.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes intact snapshots of any size, in seconds: a program, {@code FILE GIB stored|deflated}.
 *
 * <p>The state is one segment of entries over and over again, made and compressed once. Its values are random, so they do
 * not shrink, as ciphertext does not.
 */
public final class SnapshotGenerator {
    private static final int BLOCK = 512;

    private SnapshotGenerator() {}

    /** Writes the file. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Long.parseLong(args[1]) << 30, args[2].equals("deflated"));
    }

    /**
     * Writes a snapshot.
     *
     * @param stateBytes the state is as long as this or up to one segment longer
     * @param deflated compressed as Vault writes it, or in stored blocks as OpenBao does from 2.6 on
     */
    public static void write(Path file, long stateBytes, boolean deflated) throws IOException {
        GzipPiece segment = new GzipPiece(StateEntries.segment(), deflated);
        GzipPiece end = new GzipPiece(StateEntries.needed(), deflated);
        long segments = Math.max(1, (stateBytes + segment.length() - 1) / segment.length());
        long size = segments * segment.length() + end.length();
        byte[] meta = meta(size);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            GzipMember gzip = new GzipMember(out);
            gzip.add(new GzipPiece(TarBlocks.join(TarBlocks.file("meta.json", meta), stateHeader(size)), deflated));
            Sha256Sum state = new Sha256Sum();
            for (long i = 0; i < segments; i++) {
                gzip.add(segment);
                state.add(segment.content());
            }
            gzip.add(end);
            state.add(end.content());
            String sums = Sha256Sum.of(meta) + "  meta.json\n" + state.hex() + "  state.bin\n";
            gzip.add(new GzipPiece(rest(size, sums.getBytes(StandardCharsets.UTF_8)), deflated));
            gzip.end();
        }
    }

    private static byte[] stateHeader(long size) {
        return TarBlocks.header("state.bin", size);
    }

    private static byte[] rest(long stateSize, byte[] sums) {
        return TarBlocks.join(
                new byte[(int) (-stateSize & (BLOCK - 1))],
                TarBlocks.file("SHA256SUMS", sums),
                TarBlocks.file("SHA256SUMS.sealed", new byte[300]),
                new byte[2 * BLOCK]);
    }

    private static byte[] meta(long size) {
        return String.format(
                        Locale.ROOT,
                        "{\"Version\":1,\"ID\":\"bolt-snapshot\",\"Index\":29,\"Term\":3,\"Configuration\":"
                                + "{\"Servers\":[]},\"ConfigurationIndex\":1,\"Size\":%d}\n",
                        size)
                .getBytes(StandardCharsets.UTF_8);
    }
}
