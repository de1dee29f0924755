package io.vaultsnapshot.contract.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that one JSON object gives, checked. What is wrong with the others has been added to the problems.
 *
 * @param <B> what the settings belong to
 */
final class Given<B> {
    private final Map<Setting<B, ?>, Object> values;
    private final Set<Setting<B, ?>> refused;

    private Given(Map<Setting<B, ?>, Object> values, Set<Setting<B, ?>> refused) {
        this.values = Map.copyOf(values);
        this.refused = Set.copyOf(refused);
    }

    /** Reads the values of all settings and adds what is wrong to the problems, a missing required value included. */
    static <B> Given<B> read(JsonBlock block, List<? extends Setting<B, ?>> settings) {
        Map<Setting<B, ?>, Object> values = new HashMap<>();
        Set<Setting<B, ?>> refused = new HashSet<>();
        for (Setting<B, ?> setting : settings) {
            Object raw = block.get(setting.key());
            if (raw == null) {
                if (setting.required()) {
                    block.problem(setting, "is missing; must be " + setting.allowed());
                }
                continue;
            }
            try {
                values.put(setting, setting.form().read(raw));
            } catch (IllegalArgumentException notOfTheForm) {
                refused.add(setting);
                block.problem(setting, String.valueOf(notOfTheForm.getMessage()));
            }
        }
        return new Given<>(values, refused);
    }

    /** Returns whether the setting was given a value that can be used. */
    boolean has(Setting<B, ?> setting) {
        return values.containsKey(setting);
    }

    /** Returns whether the setting was given a value that cannot be used. */
    boolean hasRefused(Setting<B, ?> setting) {
        return refused.contains(setting);
    }

    /** Returns the value that was given, or the default that follows for the block. */
    <T> T get(Setting<B, T> setting, B block) {
        return find(setting).orElseGet(() -> setting.absent().of(block));
    }

    /** Returns the value that was given, or empty when none was or it cannot be used. */
    @SuppressWarnings("unchecked") // The setting's own form made the value.
    <T> Optional<T> find(Setting<B, T> setting) {
        return Optional.ofNullable((T) values.get(setting));
    }
}
