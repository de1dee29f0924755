package io.vaultsnapshot.e2e.oracle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A snapshot from a real server, unpacked so that one thing in it can be changed. It uses the JDK only: a test of our reader
 * must not depend on our code.
 */
final class RealSnapshot {
    static final String META = "meta.json";
    static final String STATE = "state.bin";
    static final String SUMS = "SHA256SUMS";
    static final String SEALED = "SHA256SUMS.sealed";

    private static final int BLOCK = 512;

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    RealSnapshot(byte[] object) {
        byte[] tar = gunzip(object);
        for (int at = 0; tar[at] != 0; ) {
            String name = text(tar, at, 100);
            int size = Integer.parseInt(text(tar, at + 124, 12).trim(), 8);
            if (tar[at + 156] != 'x') {
                members.put(name, Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size));
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
    }

    private RealSnapshot(Map<String, byte[]> members) {
        this.members.putAll(members);
    }

    private static String text(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
    }

    byte[] member(String name) {
        return members.getOrDefault(name, new byte[0]);
    }

    RealSnapshot with(String name, byte[] content) {
        RealSnapshot changed = new RealSnapshot(members);
        changed.members.put(name, content);
        return changed;
    }

    RealSnapshot without(String name) {
        RealSnapshot changed = new RealSnapshot(members);
        changed.members.remove(name);
        return changed;
    }

    RealSnapshot withMeta(UnaryOperator<String> change) {
        String meta = new String(member(META), StandardCharsets.UTF_8);
        return with(META, change.apply(meta).getBytes(StandardCharsets.UTF_8)).summedUp();
    }

    /** Replaces the state, with metadata and sums that match it. */
    RealSnapshot withState(byte[] state) {
        return with(STATE, state).withMeta(meta -> meta.replaceFirst("\"Size\":\\d+", "\"Size\":" + state.length));
    }

    /** Leaves out the entries whose keys the test is true for. */
    RealSnapshot withoutEntries(Predicate<String> key) {
        byte[] state = member(STATE);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.wrap(state);
        while (in.hasRemaining()) {
            int from = in.position();
            int length = (int) varint(in);
            int start = in.position();
            in.get();
            byte[] name = new byte[(int) varint(in)];
            in.get(name);
            in.position(start + length);
            if (!key.test(new String(name, StandardCharsets.UTF_8))) {
                kept.write(state, from, in.position() - from);
            }
        }
        return withState(kept.toByteArray());
    }

    /** Replaces an entry. Servers sort entries anew, so it may stand anywhere. */
    RealSnapshot withEntry(String key, byte[] value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        byte[] message = join(field(1, name), field(2, value));
        byte[] rest = withoutEntries(key::equals).member(STATE);
        return withState(join(rest, varint(message.length), message));
    }

    private static byte[] field(int number, byte[] value) {
        return join(new byte[] {(byte) ((number << 3) | 2)}, varint(value.length), value);
    }

    private static byte[] varint(int value) {
        return value < 128
                ? new byte[] {(byte) value}
                : join(new byte[] {(byte) ((value & 127) | 128)}, varint(value >>> 7));
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte read = in.get();
            value |= (long) (read & 0x7f) << shift;
            if (read >= 0) {
                return value;
            }
        }
    }

    RealSnapshot summedUp() {
        return with(SUMS, (line(META) + line(STATE)).getBytes(StandardCharsets.US_ASCII));
    }

    private String line(String member) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(member(member));
            return HexFormat.of().formatHex(digest) + "  " + member + "\n";
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    byte[] tar() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        members.forEach((name, content) -> tar.writeBytes(file(name, '0', content)));
        tar.writeBytes(new byte[2 * BLOCK]);
        return tar.toByteArray();
    }

    /** Returns a header and the content, filled up to whole blocks. */
    static byte[] file(String name, char type, byte[] content) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o", content.length) + "\0");
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0 ");
        byte[] padded = Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK);
        return join(header, padded);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] object() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] gunzip(byte[] object) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(object))) {
            return gzip.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
