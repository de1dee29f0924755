package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object with settings, its place in the document, and the list that collects what is wrong with it. */
final class JsonBlock {
    private final String path;
    private final Map<String, ?> object;
    private final List<SettingsProblem> problems;

    /**
     * Creates a block.
     *
     * @param path what the paths of its keys start with, such as {@code clusters[0].}
     */
    JsonBlock(String path, Map<String, ?> object, List<SettingsProblem> problems) {
        this.path = path;
        this.object = object;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    /** Returns the raw value, or null when it is absent or JSON's null. */
    @Nullable
    Object get(String key) {
        return object.get(key);
    }

    void problem(Setting<?, ?> setting, String text) {
        problem(setting.key(), text);
    }

    void problem(String key, String text) {
        problems.add(new SettingsProblem(path + key, text));
    }

    int problemCount() {
        return problems.size();
    }

    /** Refuses every key that is not known: a misspelt one would do nothing. */
    void refuseOtherKeysThan(List<String> known) {
        for (String key : object.keySet()) {
            if (!known.contains(key)) {
                problem(key, "is not a setting" + hint(key, known));
            }
        }
    }

    private static String hint(String key, List<String> known) {
        return NearestMatch.of(key, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; known are " + String.join(", ", known));
    }

    /** Returns the objects of a list; adds a problem for everything else that is found there. */
    List<JsonBlock> list(String key, boolean atLeastOne) {
        Object raw = get(key);
        if (raw == null && !atLeastOne) {
            return List.of();
        }
        if (!(raw instanceof List<?> list) || (atLeastOne && list.isEmpty())) {
            problem(
                    key,
                    (raw == null ? "is missing" : "is not allowed") + "; must be a list of objects"
                            + (atLeastOne ? ", at least one" : ""));
            return List.of();
        }
        List<JsonBlock> blocks = new ArrayList<>();
        for (int index = 0; index < list.size(); index++) {
            String entry = key + "[" + index + "]";
            if (list.get(index) instanceof Map<?, ?> map) {
                blocks.add(new JsonBlock(path + entry + ".", textKeys(map), problems));
            } else {
                problem(entry, "must be an object");
            }
        }
        return blocks;
    }

    private static Map<String, Object> textKeys(Map<?, ?> map) {
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, value) -> object.put(String.valueOf(key), value));
        return object;
    }
}
