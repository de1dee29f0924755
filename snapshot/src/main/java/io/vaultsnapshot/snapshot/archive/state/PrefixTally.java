package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts entries by the first parts of their keys. Two parts make {@code logical/<uuid>/} or {@code sys/token/}.
 *
 * <p>Entries come sorted, so nearly every one has the prefix of the entry before. That is checked before any lookup.
 */
final class PrefixTally {
    static final String TOP = "(top)";
    static final String OTHER = "(other)";
    /** No real server has so many prefixes. A hostile archive may have any number. */
    static final int PREFIX_LIMIT = 1000;
    /** Longer than any prefix that a server makes. Longer ones count as {@value #OTHER}. */
    static final int PREFIX_BYTES_LIMIT = 256;

    private final Map<String, EntryCount> counts = new HashMap<>();
    private final EntryCount top = new EntryCount();
    private final EntryCount other = new EntryCount();
    private final byte[] last = new byte[PREFIX_BYTES_LIMIT];
    private final int depth;
    private int lastLength;
    private EntryCount lastCount = top;

    PrefixTally(int depth) {
        this.depth = depth;
    }

    void add(byte[] key, int keyLength, long entryBytes) {
        int length = prefixLength(key, keyLength);
        boolean same = length > 0 && Arrays.equals(key, 0, length, last, 0, lastLength);
        EntryCount count = same ? lastCount : lookUp(key, length);
        count.add(entryBytes);
    }

    private EntryCount lookUp(byte[] key, int length) {
        if (length == 0) {
            return top;
        }
        if (length > PREFIX_BYTES_LIMIT || !isPlain(key, length)) {
            return other;
        }
        String prefix = new String(key, 0, length, StandardCharsets.US_ASCII);
        EntryCount count = counts.get(prefix);
        if (count == null) {
            if (counts.size() == PREFIX_LIMIT) {
                return other;
            }
            count = new EntryCount();
            counts.put(prefix, count);
        }
        System.arraycopy(key, 0, last, 0, length);
        lastLength = length;
        lastCount = count;
        return count;
    }

    /** Returns the length of the prefix, its last slash included; 0 when the key has no slash. */
    private int prefixLength(byte[] key, int keyLength) {
        int length = 0;
        int parts = 0;
        for (int i = 0; i < keyLength; i++) {
            if (key[i] == '/') {
                length = i + 1;
                if (++parts == depth) {
                    return length;
                }
            }
        }
        return length;
    }

    private static boolean isPlain(byte[] key, int length) {
        for (int i = 0; i < length; i++) {
            if (!Printable.isPlain(key[i])) {
                return false;
            }
        }
        return true;
    }

    /** Returns the counts by prefix; keys without a slash are in {@value #TOP}, what is not kept in {@value #OTHER}. */
    Map<String, PrefixCount> counts() {
        Map<String, PrefixCount> result = new HashMap<>();
        counts.forEach((prefix, count) -> result.put(prefix, count.result()));
        if (!top.isEmpty()) {
            result.put(TOP, top.result());
        }
        if (!other.isEmpty()) {
            result.put(OTHER, other.result());
        }
        return result;
    }
}
