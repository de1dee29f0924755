package io.vaultsnapshot.contract.settings;

import java.util.Map;
import java.util.Optional;

/**
 * A setting: its key, the form and the type of its value, its default, its meaning and its getter. All of that is declared
 * once, as a constant of {@link FleetSetting}, {@link ClusterSetting} or {@link AlertSetting}; parser, writer and
 * reference read it from there.
 *
 * @param <B> what it is a setting of: the fleet, a cluster or a subscription
 * @param <T> the type of its value
 */
public abstract class Setting<B, T> {
    private final String key;
    private final Form<T> form;
    private final Default<B, T> absent;
    private final String meaning;

    Setting(String key, Form<T> form, Default<B, T> absent, String meaning) {
        this.key = key;
        this.form = form;
        this.absent = absent;
        this.meaning = meaning;
    }

    /** Returns the value that the block has. */
    abstract T of(B block);

    /** Returns the key as it is written in JSON. */
    public final String key() {
        return key;
    }

    /** Returns what values are allowed, to follow the words "must be". */
    public final String allowed() {
        return form.description();
    }

    /** Returns the default as a person reads it; empty when the setting is required or has no default. */
    public final Optional<String> defaultText() {
        return absent.text(form);
    }

    /** Returns whether the settings cannot be used without it. */
    public final boolean required() {
        return absent.isRequired();
    }

    /** Returns what it decides, as sentences. */
    public final String meaning() {
        return meaning;
    }

    /** Returns the JSON Schema of its value, without its description. */
    final Map<String, ?> schema() {
        return form.schema();
    }

    final Form<T> form() {
        return form;
    }

    final Default<B, T> absent() {
        return absent;
    }

    /** Returns the block's value as JSON has it, or empty when JSON leaves it out. */
    final Optional<Object> write(B block) {
        return form.write(of(block));
    }

    @Override
    public final String toString() {
        return key;
    }
}
