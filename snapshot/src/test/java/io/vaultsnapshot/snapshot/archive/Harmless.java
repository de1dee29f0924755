package io.vaultsnapshot.snapshot.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The only bytes of a snapshot that may change without a finding, by name, each with the reason. Every other change
 * must be found.
 *
 * <p>This does not use the reader's code, so that it does not share the reader's mistakes.
 */
enum Harmless {
    /**
     * RFC 1952: FTEXT "is optionally set" and says what the writer guessed about the content; no decoder acts on it.
     */
    GZIP_TEXT_FLAG,
    /** RFC 1952: when the file was modified or compressed. Servers write 0, other programs write a time. */
    GZIP_TIME,
    /** RFC 1952: how hard the writer tried. The decoder does not need it. */
    GZIP_EXTRA_FLAGS,
    /** RFC 1952: on which system the file was made. */
    GZIP_OPERATING_SYSTEM,
    /**
     * RFC 1951 leaves some bits to the writer: those up to the byte boundary before a stored block and after the last
     * block, and which of two equal earlier places a repetition refers to. It is checked each time that zlib decodes
     * exactly the same tar, and that nothing follows it but the right trailer.
     */
    DEFLATE_FREEDOM,
    /**
     * POSIX ustar: mode, owner, group, time, link name, user, group, device and the block's unused end. Servers read
     * name, type and size only. Such a change is found unless the header's checksum fits.
     */
    TAR_HEADER_FIELD,
    /** What follows a name's NUL, and another form of the same number or type. The header's checksum fits. */
    TAR_HEADER_FORM,
    /**
     * Encrypted by the seal. Without the seal's key it is not known which bytes are right, nor where in their last
     * block they end. The gzip's CRC must fit.
     */
    SEALED_SUMS;

    private static final int[][] FREE_FIELDS = {{100, 124}, {136, 148}, {157, 257}, {265, 345}, {500, 512}};

    /** Returns why the changed object is as good as the original, or empty when it is not. */
    static Optional<Harmless> inObject(byte[] original, byte[] changed) {
        if (!Arrays.equals(
                GzipBytes.decoded(original), GzipBytes.decode(changed).orElse(null))) {
            return Optional.empty();
        }
        for (int i = 0; i < GzipBytes.HEADER.length; i++) {
            int difference = original[i] ^ changed[i];
            if (difference != 0) {
                return switch (i) {
                    case 3 -> difference == 1 ? Optional.of(GZIP_TEXT_FLAG) : Optional.empty();
                    case 4, 5, 6, 7 -> Optional.of(GZIP_TIME);
                    case 8 -> Optional.of(GZIP_EXTRA_FLAGS);
                    case 9 -> Optional.of(GZIP_OPERATING_SYSTEM);
                    default -> Optional.empty();
                };
            }
        }
        return Optional.of(DEFLATE_FREEDOM);
    }

    /** Returns why the changed tar is as good as the original, or empty when one changed byte has no reason. */
    static Optional<Harmless> inTar(byte[] original, byte[] changed) {
        if (original.length != changed.length) {
            return Optional.empty();
        }
        Optional<Harmless> reason = Optional.empty();
        for (int i = Arrays.mismatch(original, changed); i >= 0 && i < original.length; i++) {
            if (original[i] != changed[i]) {
                reason = ofTarByte(original, changed, i);
                if (reason.isEmpty()) {
                    return reason;
                }
            }
        }
        return reason;
    }

    private static Optional<Harmless> ofTarByte(byte[] original, byte[] changed, int at) {
        int header = 0;
        while (at >= end(original, header)) {
            header = end(original, header);
        }
        int place = at - header;
        boolean sealed = text(original, header, 0, 100).equals("SHA256SUMS.sealed");
        if (sealed && place >= 124 && place < 136 && end(original, header) == end(changed, header)) {
            return Optional.of(SEALED_SUMS);
        }
        if (place >= TarBytes.BLOCK) {
            boolean content = place < TarBytes.BLOCK + size(original, header);
            return sealed && content ? Optional.of(SEALED_SUMS) : Optional.empty();
        }
        for (int[] field : FREE_FIELDS) {
            if (place >= field[0] && place < field[1]) {
                return Optional.of(TAR_HEADER_FIELD);
            }
        }
        boolean magic = place >= 257 && place < 265;
        boolean sameForm = text(original, header, 0, 100).equals(text(changed, header, 0, 100))
                && (size(original, header) == size(changed, header) || sealed)
                && text(original, header, 345, 500).equals(text(changed, header, 345, 500))
                && isFile(original[header + 156]) == isFile(changed[header + 156]);
        return sameForm && !magic ? Optional.of(TAR_HEADER_FORM) : Optional.empty();
    }

    private static boolean isFile(byte type) {
        return type == '0' || type == 0;
    }

    /** Returns where the headers are. */
    static List<Integer> headers(byte[] tar) {
        List<Integer> headers = new ArrayList<>();
        for (int header = 0; tar[header] != 0; header = end(tar, header)) {
            headers.add(header);
        }
        return headers;
    }

    /** Returns where the next header is, or the tar's end once its end marker is reached. */
    private static int end(byte[] tar, int header) {
        int blocks = (int) (size(tar, header) + 2 * TarBytes.BLOCK - 1) / TarBytes.BLOCK;
        return tar[header] == 0 ? tar.length : header + blocks * TarBytes.BLOCK;
    }

    private static long size(byte[] tar, int header) {
        return number(tar, header, 124, 136);
    }

    /** Returns the octal number in a field, or -1. */
    private static long number(byte[] tar, int header, int from, int to) {
        String digits = text(tar, header, from, to).strip();
        return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }

    private static String text(byte[] tar, int header, int from, int to) {
        return new String(tar, header + from, to - from, StandardCharsets.ISO_8859_1).split("\0", 2)[0];
    }
}
