package io.vaultsnapshot.contract.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds an enum constant by the id that documents and settings use for it. */
public final class Ids {
    private Ids() {}

    /** Returns the constant whose id is the given text, or empty when there is none. */
    public static <E> Optional<E> find(E[] constants, Function<E, String> idOf, String id) {
        return Arrays.stream(constants)
                .filter(constant -> idOf.apply(constant).equals(id))
                .findFirst();
    }
}
