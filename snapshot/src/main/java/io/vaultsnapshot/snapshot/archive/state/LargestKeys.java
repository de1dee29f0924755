package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Keeps the longest entries. */
final class LargestKeys {
    static final int LIMIT = 10;
    /** How much of a key is kept: enough to recognise it. */
    private static final int KEY_BYTES_LIMIT = 512;

    private static final Comparator<LargestKey> BY_SIZE =
            Comparator.comparingLong(LargestKey::bytes).reversed().thenComparing(LargestKey::key);

    private final List<LargestKey> keys = new ArrayList<>();
    private long smallest = -1;

    void add(byte[] key, int keyLength, long entryBytes) {
        if (entryBytes <= smallest) {
            return;
        }
        byte[] known = Arrays.copyOf(key, Math.min(keyLength, KEY_BYTES_LIMIT));
        keys.add(new LargestKey(Printable.plain(new String(known, StandardCharsets.UTF_8)), entryBytes));
        keys.sort(BY_SIZE);
        if (keys.size() > LIMIT) {
            keys.remove(LIMIT);
        }
        if (keys.size() == LIMIT) {
            smallest = keys.get(LIMIT - 1).bytes();
        }
    }

    List<LargestKey> list() {
        return List.copyOf(keys);
    }
}
