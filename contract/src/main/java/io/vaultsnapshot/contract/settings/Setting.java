package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.Optional;

/** A key that may stand in the settings. */
public interface Setting {
    /** Returns the key as it is written in JSON. */
    String key();

    /** Returns the form of its value. */
    Form form();

    /** Returns the default as a person reads it; empty when the key is required or when leaving it out is a choice. */
    Optional<String> defaultText();

    /** Returns whether the settings cannot be used without it. */
    boolean required();

    /** Returns what it decides. */
    String meaning();

    /**
     * Checks a value that did not come through the parser.
     *
     * @throws InvalidSettingsException if the value does not have this key's form
     */
    default void check(Object value) {
        if (form().read(value).isEmpty()) {
            throw new InvalidSettingsException(List.of(new SettingsProblem(key(), form().problem(value))));
        }
    }
}
