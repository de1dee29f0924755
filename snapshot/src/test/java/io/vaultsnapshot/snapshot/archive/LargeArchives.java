package io.vaultsnapshot.snapshot.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes valid archives of any size to a file without holding them in memory. Also a program: FILE MIB VALUE LEVEL. */
final class LargeArchives {
    private LargeArchives() {}

    public static void main(String... args) throws IOException {
        write(Path.of(args[0]), Long.parseLong(args[1]) << 20, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }

    /**
     * Writes a snapshot whose state has at least the given number of bytes, in entries with random values of the given
     * size.
     */
    static void write(Path file, long stateBytes, int valueBytes, int level) throws IOException {
        byte[] tail = StateBytes.complete().bytes();
        int entryBytes = entry(0, new byte[valueBytes]).length;
        long entries = stateBytes / entryBytes + 1;
        long size = entries * entryBytes + tail.length;
        try (OutputStream out = gzip(file, level)) {
            byte[] meta = SnapshotArchives.meta(1, size).getBytes(StandardCharsets.UTF_8);
            out.write(new TarBytes().file("meta.json", meta).bytes());
            out.write(TarBytes.header("state.bin", '0', TarBytes.octal(size)));
            MessageDigest digest = sha256();
            writeState(new DigestOutputStream(out, digest), entries, valueBytes, tail);
            out.write(new byte[(int) (-size & (TarBytes.BLOCK - 1))]);
            String sums = SnapshotArchives.sha256(meta) + "  meta.json\n"
                    + HexFormat.of().formatHex(digest.digest()) + "  state.bin\n";
            out.write(new TarBytes()
                    .file("SHA256SUMS", sums.getBytes(StandardCharsets.UTF_8))
                    .file("SHA256SUMS.sealed", new byte[] {1})
                    .end()
                    .bytes());
        }
    }

    private static OutputStream gzip(Path file, int level) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
        return new GZIPOutputStream(out, 1 << 16) {
            {
                def = new Deflater(level, true);
            }
        };
    }

    /** Values are slices of one random block. Within deflate's window they do not compress, like ciphertext. */
    private static void writeState(OutputStream out, long entries, int valueBytes, byte[] tail) throws IOException {
        byte[] random = new byte[valueBytes + (1 << 20)];
        new Random(1).nextBytes(random);
        byte[] value = new byte[valueBytes];
        for (long i = 0; i < entries; i++) {
            System.arraycopy(random, (int) (i * 7919 % (1 << 20)), value, 0, valueBytes);
            out.write(entry(i, value));
        }
        out.write(tail);
    }

    private static byte[] entry(long number, byte[] value) {
        String key = String.format(Locale.ROOT, "logical/0a1b2c3d-mount/secret/%010d", number);
        return new StateBytes().entry(key, value).bytes();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
