package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.Map;

/** Refuses keys that nobody reads: a misspelt setting must not silently be its default. */
final class UnknownKeys {
    private UnknownKeys() {}

    static void reject(String path, Map<String, ?> object, List<String> known, List<SettingsProblem> problems) {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                String hint = NearestMatch.of(key, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; known are " + String.join(", ", known));
                problems.add(new SettingsProblem(path + key, "is not a setting" + hint));
            }
        }
    }
}
