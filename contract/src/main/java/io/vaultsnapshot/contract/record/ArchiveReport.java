package io.vaultsnapshot.contract.record;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot's archive says about itself and its state. There is one for every object that was read to its last
 * byte, damaged or not: what could not be read in it is null or empty.
 *
 * @param sha256 SHA-256 of the stored object, lower-case hex
 * @param size bytes of the stored object
 * @param meta what {@code meta.json} says; null when it could not be read
 * @param serverVersions the server versions that ever ran on this storage, oldest version first
 * @param seal what {@code core/seal-config} says; null when it could not be read
 * @param prefixes entries and bytes by prefix of the storage keys, sorted by prefix
 * @param contents what the state holds by kind
 */
public record ArchiveReport(
        String sha256,
        long size,
        @Nullable SnapshotMeta meta,
        List<String> serverVersions,
        @Nullable SealInfo seal,
        Map<String, PrefixCount> prefixes,
        StateContents contents) {
    private static final String SHA256 = "sha256";

    /** Copies the collections; prefixes are sorted by name. */
    public ArchiveReport {
        serverVersions = List.copyOf(serverVersions);
        prefixes = Collections.unmodifiableMap(new TreeMap<>(prefixes));
    }

    /** Adds the report's fields to those of the document that it is part of. */
    public void putInto(Map<String, Object> map) {
        map.put(SHA256, sha256);
        map.put("size", size);
        if (meta != null) {
            map.put("meta", meta.toMap());
        }
        map.put("serverVersions", serverVersions);
        if (seal != null) {
            map.put("seal", seal.toMap());
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        prefixes.forEach((prefix, count) -> counts.put(prefix, count.toMap()));
        map.put("prefixes", counts);
        map.put("contents", contents.toMap());
    }

    /**
     * Returns the report among a document's fields, or null in a document without one: the object was not read to its
     * end.
     *
     * @throws DocumentException if a field is missing or malformed
     */
    static @Nullable ArchiveReport in(JsonObject document) {
        return document.optionalText(SHA256).isPresent() ? of(document) : null;
    }

    private static ArchiveReport of(JsonObject document) {
        Map<String, PrefixCount> prefixes = new TreeMap<>();
        document.object("prefixes")
                .objectsByField()
                .forEach((prefix, count) -> prefixes.put(prefix, PrefixCount.of(count)));
        return new ArchiveReport(
                document.text(SHA256),
                document.number("size"),
                document.optionalObject("meta").map(SnapshotMeta::of).orElse(null),
                document.texts("serverVersions"),
                document.optionalObject("seal").map(SealInfo::of).orElse(null),
                prefixes,
                StateContents.of(document.object("contents")));
    }
}
