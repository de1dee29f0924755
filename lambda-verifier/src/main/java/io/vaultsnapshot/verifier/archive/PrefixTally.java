package io.vaultsnapshot.verifier.archive;

import io.vaultsnapshot.contract.document.PrefixCount;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts entries by the first two parts of their keys, such as {@code logical/<uuid>/} or {@code sys/token/}.
 *
 * <p>Entries come sorted, so nearly every one belongs where the one before did and is recognised by its bytes alone.
 */
final class PrefixTally {
    static final String TOP = "(top)";
    static final String OTHER = "(other)";
    /** A server has one mount per prefix; a hostile archive may have as many as it likes. */
    static final int PREFIX_LIMIT = 1000;
    /** Longer than any prefix a server makes; what is longer counts as other. */
    static final int PREFIX_BYTES_LIMIT = 256;

    private final Map<String, Count> counts = new HashMap<>();
    private final Count top = new Count();
    private final Count other = new Count();
    private final byte[] last = new byte[PREFIX_BYTES_LIMIT];
    private int lastLength;
    private Count lastCount = top;

    void add(byte[] key, int keyLength, long entryBytes) {
        int length = prefixLength(key, keyLength);
        boolean same = length > 0 && Arrays.equals(key, 0, length, last, 0, lastLength);
        Count count = same ? lastCount : lookUp(key, length);
        count.entries++;
        count.bytes += entryBytes;
    }

    private Count lookUp(byte[] key, int length) {
        if (length == 0) {
            return top;
        }
        if (length > PREFIX_BYTES_LIMIT || !isPlain(key, length)) {
            return other;
        }
        String prefix = new String(key, 0, length, StandardCharsets.US_ASCII);
        Count count = counts.get(prefix);
        if (count == null) {
            if (counts.size() == PREFIX_LIMIT) {
                return other;
            }
            count = new Count();
            counts.put(prefix, count);
        }
        System.arraycopy(key, 0, last, 0, length);
        lastLength = length;
        lastCount = count;
        return count;
    }

    /** Returns the length up to and including the second slash, else the first, else 0. */
    private static int prefixLength(byte[] key, int keyLength) {
        int first = 0;
        for (int i = 0; i < keyLength; i++) {
            if (key[i] == '/') {
                if (first > 0) {
                    return i + 1;
                }
                first = i + 1;
            }
        }
        return first;
    }

    private static boolean isPlain(byte[] key, int length) {
        for (int i = 0; i < length; i++) {
            if (!Printable.isPlain(key[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the counts by prefix, {@value #TOP} for keys without a slash and {@value #OTHER} for what has no place.
     */
    Map<String, PrefixCount> counts() {
        Map<String, PrefixCount> result = new HashMap<>();
        counts.forEach((prefix, count) -> result.put(prefix, count.result()));
        if (top.entries > 0) {
            result.put(TOP, top.result());
        }
        if (other.entries > 0) {
            result.put(OTHER, other.result());
        }
        return result;
    }

    /** A count that can grow without an object per entry. */
    private static final class Count {
        private long entries;
        private long bytes;

        PrefixCount result() {
            return new PrefixCount(entries, bytes);
        }
    }
}
