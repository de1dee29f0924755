package io.vaultsnapshot.contract.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checked values of one JSON object; what was wrong with the others is in the list of problems. */
final class Values {
    private final Map<Setting, Object> checked = new HashMap<>();
    private final Set<Setting> refused = new HashSet<>();

    /** Reads the values of all given keys and notes problems, a missing required key among them. */
    static Values read(
            String path, Map<String, ?> object, List<? extends Setting> keys, List<SettingsProblem> problems) {
        Values values = new Values();
        for (Setting key : keys) {
            Object raw = object.get(key.key());
            if (raw != null) {
                key.form().read(raw).ifPresentOrElse(value -> values.checked.put(key, value), () -> {
                    values.refused.add(key);
                    problems.add(
                            new SettingsProblem(path + key.key(), key.form().problem(raw)));
                });
            } else if (key.required()) {
                problems.add(new SettingsProblem(
                        path + key.key(), "is missing; must be " + key.form().description()));
            }
        }
        return values;
    }

    /** Returns whether the key has a usable value. */
    boolean has(Setting key) {
        return checked.containsKey(key);
    }

    /** Returns whether the key was given a value that was not usable, which is among the problems already. */
    boolean refused(Setting key) {
        return refused.contains(key);
    }

    /** Returns a text, or null when the key is absent and has no default. */
    @Nullable
    String textOrNull(Setting key) {
        return value(key).map(String.class::cast).orElse(null);
    }

    /** Returns a text that must be there: required and checked, or with a default. */
    String text(Setting key) {
        return value(key).map(String.class::cast).orElseThrow();
    }

    /** Returns a whole number, or null when the key is absent and has no default. */
    @Nullable
    Integer integerOrNull(Setting key) {
        return value(key).map(Integer.class::cast).orElse(null);
    }

    /** Returns a whole number that must be there. */
    int integer(Setting key) {
        return value(key).map(Integer.class::cast).orElseThrow();
    }

    /** Returns a yes or no that must be there. */
    boolean flag(Setting key) {
        return value(key).map(Boolean.class::cast).orElseThrow();
    }

    private Optional<Object> value(Setting key) {
        Optional<Object> fixedDefault =
                key instanceof ClusterSetting clusterKey ? clusterKey.defaultValue() : Optional.empty();
        return Optional.ofNullable(checked.get(key)).or(() -> fixedDefault);
    }
}
