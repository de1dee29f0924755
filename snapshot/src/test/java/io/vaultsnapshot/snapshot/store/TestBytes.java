package io.vaultsnapshot.snapshot.store;

import java.util.Random;

/** Bytes that show any mix-up: the same for the same seed, and nothing repeats. */
final class TestBytes {
    private TestBytes() {}

    static byte[] of(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
