package io.vaultsnapshot.contract.settings;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON object and where it stands.
 *
 * @param path what the paths of its keys start with, such as {@code clusters[0].}
 * @param object its keys and values
 */
record LocatedObject(String path, Map<String, Object> object) {
    static LocatedObject of(String path, Map<?, ?> raw) {
        Map<String, Object> object = new LinkedHashMap<>();
        raw.forEach((key, value) -> object.put(String.valueOf(key), value));
        return new LocatedObject(path, object);
    }
}
