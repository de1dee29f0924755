package io.vaultsnapshot.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** What one would write first: decompress and hash in one thread. It proves next to nothing; a program, {@code FILE}. */
public final class NaiveReader {
    private NaiveReader() {}

    /** Prints the SHA-256 of the decompressed file. */
    public static void main(String[] args) throws IOException {
        MessageDigest digest = Sha256Sum.start();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(args[0])), 1 << 16)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        System.out.println(HexFormat.of().formatHex(digest.digest()));
    }
}
