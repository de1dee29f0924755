package io.vaultsnapshot.manifests.scripts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes snapshots with members of a test's choice: a tar of ustar headers (POSIX) in one gzip stream. */
final class SnapshotFile {
    private static final int BLOCK = 512;
    private static final int CHECKSUM = 148;
    private static final char FILE = '0';
    private static final String META = "{\"Version\":1}";
    private static final String STATE = "a state that is longer than one block: " + "x".repeat(2000);

    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /** The four members of a small snapshot. Their number in the list is their place in the archive. */
    static List<Member> members() {
        return new ArrayList<>(List.of(
                Member.of("meta.json", META),
                Member.of("state.bin", STATE),
                Member.of("SHA256SUMS", sha256(META) + "  meta.json\n" + sha256(STATE) + "  state.bin\n"),
                Member.of("SHA256SUMS.sealed", "sealed")));
    }

    /** Returns the archive of these members with its end marker. */
    static byte[] of(List<Member> members) {
        SnapshotFile file = new SnapshotFile();
        members.forEach(file::add);
        return file.end(2 * BLOCK).gzip();
    }

    SnapshotFile add(Member member) {
        byte[] data = member.data().getBytes(StandardCharsets.UTF_8);
        if (member.pax().isEmpty()) {
            return entry(member.name(), member.type(), data.length, data);
        }
        byte[] records = member.pax().getBytes(StandardCharsets.UTF_8);
        entry("PaxHeaders.0/" + member.name(), 'x', records.length, records);
        // Go's tar writer puts a size that does not fit into the record alone.
        return entry(member.name(), member.type(), 0, data);
    }

    SnapshotFile end(int zeros) {
        tar.writeBytes(new byte[zeros]);
        return this;
    }

    SnapshotFile raw(byte[] bytes) {
        tar.writeBytes(bytes);
        return this;
    }

    byte[] gzip() {
        return gzip(tar.toByteArray());
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return file.toByteArray();
    }

    private SnapshotFile entry(String name, char type, int size, byte[] data) {
        tar.writeBytes(header(name, type, size));
        tar.writeBytes(data);
        tar.writeBytes(new byte[(BLOCK - data.length % BLOCK) % BLOCK]);
        return this;
    }

    static byte[] header(String name, char type, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600");
        put(header, 124, String.format("%011o", size));
        header[156] = (byte) type;
        put(header, 257, "ustar\000" + "00");
        put(header, CHECKSUM, " ".repeat(8));
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, CHECKSUM, String.format("%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * A member.
     *
     * @param pax the records of a PAX header before it, or empty for none
     */
    record Member(String name, char type, String pax, String data) {
        static Member of(String name, String text) {
            return new Member(name, FILE, "", text);
        }

        Member named(String other) {
            return new Member(other, type, pax, data);
        }

        Member ofType(char other) {
            return new Member(name, other, pax, data);
        }

        Member withPax(String records) {
            return new Member(name, type, records, data);
        }
    }
}
