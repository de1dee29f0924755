package io.vaultsnapshot.snapshot.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The canonical form of JSON: keys sorted, no white space, UTF-8. Hashes and signatures cover these bytes. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** Returns the bytes of a document of maps, lists, texts, whole numbers and truth values. */
    public static byte[] bytes(Map<?, ?> document) {
        return Json.write(sorted(document)).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                sorted.put(String.valueOf(key), value(value));
            }
        });
        return sorted;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return sorted(map);
        }
        return value instanceof List<?> list
                ? list.stream().map(CanonicalJson::value).toList()
                : value;
    }
}
