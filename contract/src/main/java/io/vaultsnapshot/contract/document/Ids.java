package io.vaultsnapshot.contract.document;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Finds an enum constant by the word that documents and settings use for it. */
public final class Ids {
    private Ids() {}

    public static <E> Optional<E> find(E[] constants, Function<E, String> wordOf, String word) {
        return Arrays.stream(constants)
                .filter(constant -> wordOf.apply(constant).equals(word))
                .findFirst();
    }
}
