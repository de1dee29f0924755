package io.vaultsnapshot.snapshot.store;

import java.util.Random;

/** Bytes that do not repeat, the same for the same seed. A test notices when they are mixed up. */
final class TestBytes {
    private TestBytes() {}

    static byte[] of(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
