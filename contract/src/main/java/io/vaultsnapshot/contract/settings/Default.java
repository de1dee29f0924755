package io.vaultsnapshot.contract.settings;

import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What holds when a setting is left out: nothing, since it is required; a fixed value; or what follows from others. */
final class Default<B, T> {
    private final @Nullable Function<B, T> value;
    private final @Nullable T fixed;
    private final @Nullable String derivedText;

    private Default(@Nullable Function<B, T> value, @Nullable T fixed, @Nullable String derivedText) {
        this.value = value;
        this.fixed = fixed;
        this.derivedText = derivedText;
    }

    static <B, T> Default<B, T> required() {
        return new Default<>(null, null, null);
    }

    static <B, T> Default<B, T> fixed(T value) {
        return new Default<>(block -> value, value, null);
    }

    /**
     * Returns a default that follows from other settings.
     *
     * @param text the default as a person reads it
     */
    static <B, T> Default<B, T> derived(String text, Function<B, T> value) {
        return new Default<>(value, null, text);
    }

    boolean isRequired() {
        return value == null;
    }

    T of(B block) {
        if (value == null) {
            throw new NoSuchElementException("a required setting has no default");
        }
        return value.apply(block);
    }

    /** Returns the default as a person reads it, or empty when there is none. */
    Optional<String> text(Form<T> form) {
        return fixed == null
                ? Optional.ofNullable(derivedText)
                : form.write(fixed).map(Object::toString);
    }
}
