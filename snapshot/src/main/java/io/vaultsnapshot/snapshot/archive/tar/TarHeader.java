package io.vaultsnapshot.snapshot.archive.tar;

import static io.vaultsnapshot.contract.finding.FindingCode.TAR_INVALID;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One 512-byte header block of a tar (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar
 * Format"). Only name, size and type are used. The header's checksum covers all other fields too.
 */
final class TarHeader {
    static final int BLOCK_BYTES = 512;

    private static final byte[] POSIX_MAGIC = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GNU_MAGIC = "ustar  \0".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME = 0;
    private static final int NAME_END = 100;
    private static final int SIZE = 124;
    private static final int SIZE_END = 136;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int MAGIC_END = 265;
    private static final int PREFIX = 345;
    private static final int PREFIX_END = 500;

    private final String name;
    private final char type;
    private final long size;

    private TarHeader(String name, char type, long size) {
        this.name = name;
        this.type = type;
        this.size = size;
    }

    /** Returns the header in the block, which started at the given decoded byte. */
    static TarHeader parse(byte[] block, long at) throws MalformedArchiveException {
        long sum = 0;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM_END ? ' ' : block[i] & 0xff;
        }
        if (octal(block, CHECKSUM, CHECKSUM_END) != sum) {
            throw invalid("no tar header, its checksum is wrong", at);
        }
        boolean posix = Arrays.equals(block, MAGIC, MAGIC_END, POSIX_MAGIC, 0, POSIX_MAGIC.length);
        if (!posix && !Arrays.equals(block, MAGIC, MAGIC_END, GNU_MAGIC, 0, GNU_MAGIC.length)) {
            throw invalid("a tar header of an unknown format, neither POSIX ustar nor GNU", at);
        }
        long size = number(block, SIZE, SIZE_END);
        if (size < 0) {
            throw invalid("a tar header whose size field is not a number", at);
        }
        String name = text(block, NAME, NAME_END);
        String prefix = posix ? text(block, PREFIX, PREFIX_END) : "";
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, (char) (block[TYPE] & 0xff), size);
    }

    String name() {
        return name;
    }

    char type() {
        return type;
    }

    long size() {
        return size;
    }

    private static MalformedArchiveException invalid(String what, long at) {
        return new MalformedArchiveException(TAR_INVALID, "the block at decoded byte " + at + " holds " + what);
    }

    /** Returns the field up to its NUL. */
    private static String text(byte[] block, int from, int to) {
        int end = from;
        while (end < to && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Returns a number in octal digits or, when the first bit is set, in GNU's base-256; -1 when it is neither. */
    private static long number(byte[] block, int from, int to) {
        if (block[from] >= 0) {
            return octal(block, from, to);
        }
        if ((block[from] & 0xff) != 0x80) {
            return -1;
        }
        long value = 0;
        for (int i = from + 1; i < to; i++) {
            if (value >> 55 != 0) {
                return -1;
            }
            value = (value << 8) + (block[i] & 0xff);
        }
        return value;
    }

    /**
     * Returns the number, or -1 when the field is not octal digits between leading spaces and trailing NULs or spaces.
     */
    private static long octal(byte[] block, int from, int to) {
        int i = from;
        while (i < to && block[i] == ' ') {
            i++;
        }
        long value = 0;
        for (; i < to && block[i] >= '0' && block[i] <= '7'; i++) {
            value = (value << 3) + (block[i] - '0');
        }
        for (; i < to; i++) {
            if (block[i] != 0 && block[i] != ' ') {
                return -1;
            }
        }
        return value;
    }
}
