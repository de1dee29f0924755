package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.JsonObject;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the state holds, as its storage keys tell.
 *
 * @param entries number of storage entries
 * @param bytes length of their keys and values
 * @param kinds entries and bytes of each kind that occurs
 * @param mountIds the UUIDs of mounts, auth mounts and namespaces, sorted; they never change, so two snapshots
 *     without a common one come from two servers
 * @param sealedNamespaces the UUIDs of namespaces with a seal of their own, sorted; each needs its own key shares
 */
public record StateContents(
        long entries,
        long bytes,
        Map<StateKind, PrefixCount> kinds,
        List<String> mountIds,
        List<String> sealedNamespaces) {
    /** A state without entries. */
    public static final StateContents EMPTY = new StateContents(0, 0, Map.of(), List.of(), List.of());

    /** Copies the collections; kinds are in the order of their enum, ids sorted and unique. */
    public StateContents {
        Map<StateKind, PrefixCount> sorted = new EnumMap<>(StateKind.class);
        sorted.putAll(kinds);
        kinds = Collections.unmodifiableMap(sorted);
        mountIds = List.copyOf(new TreeSet<>(mountIds));
        sealedNamespaces = List.copyOf(new TreeSet<>(sealedNamespaces));
    }

    /** Returns the entries and bytes of a kind. */
    public PrefixCount of(StateKind kind) {
        return kinds.getOrDefault(kind, PrefixCount.ZERO);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("entries", entries);
        map.put("bytes", bytes);
        Map<String, Object> counts = new LinkedHashMap<>();
        kinds.forEach((kind, count) -> counts.put(kind.id(), count.toMap()));
        map.put("kinds", counts);
        map.put("mountIds", mountIds);
        if (!sealedNamespaces.isEmpty()) {
            map.put("sealedNamespaces", sealedNamespaces);
        }
        return map;
    }

    /** Kinds that are unknown here are left out: a newer minor version may have more. */
    static StateContents of(JsonObject document) {
        Map<StateKind, PrefixCount> kinds = new EnumMap<>(StateKind.class);
        document.optionalObject("kinds")
                .ifPresent(counts -> counts.objectsByField().forEach((word, count) -> StateKind.ofId(word)
                        .ifPresent(kind -> kinds.put(kind, PrefixCount.of(count)))));
        return new StateContents(
                document.number("entries"),
                document.number("bytes"),
                kinds,
                document.texts("mountIds"),
                document.texts("sealedNamespaces"));
    }
}
