package io.vaultsnapshot.infra;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into pieces that AWS takes at once. */
final class Chunks {
    private Chunks() {}

    /** Returns the list in order, in pieces of at most that size; none for an empty list. */
    static <T> List<List<T>> of(List<T> list, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < list.size(); from += size) {
            chunks.add(list.subList(from, Math.min(from + size, list.size())));
        }
        return chunks;
    }
}
