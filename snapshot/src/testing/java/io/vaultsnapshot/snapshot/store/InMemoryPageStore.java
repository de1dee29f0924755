package io.vaultsnapshot.snapshot.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages in memory. Each write is kept. */
public final class InMemoryPageStore implements PageStore {
    private final Map<String, String> digests = new HashMap<>();
    private final Map<String, List<String>> pages = new HashMap<>();

    @Override
    public Optional<String> digest(String key) {
        return Optional.ofNullable(digests.get(key));
    }

    @Override
    public void write(String key, String html, String digest) {
        digests.put(key, digest);
        pages.computeIfAbsent(key, any -> new ArrayList<>()).add(html);
    }

    /** Returns every version of a page, oldest first. */
    public List<String> versions(String key) {
        return List.copyOf(pages.getOrDefault(key, List.of()));
    }

    /** Deletes a page. */
    public void delete(String key) {
        digests.remove(key);
    }
}
