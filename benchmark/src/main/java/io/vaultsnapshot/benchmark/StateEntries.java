package io.vaultsnapshot.benchmark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Entries of {@code state.bin}: a length and a protobuf message {@code 1: key, 2: value} each. */
final class StateEntries {
    private static final int SEGMENT_BYTES = 64 << 20;
    /** What a small secret comes to, encrypted. */
    private static final int VALUE_BYTES = 1000;

    private StateEntries() {}

    /** Returns some 64 MiB of secrets. */
    static byte[] segment() {
        Random random = new Random(1);
        byte[] value = new byte[VALUE_BYTES];
        ByteArrayOutputStream out = new ByteArrayOutputStream(SEGMENT_BYTES + 2 * VALUE_BYTES);
        for (int i = 0; out.size() < SEGMENT_BYTES; i++) {
            random.nextBytes(value);
            add(out, String.format(Locale.ROOT, "logical/0a1b2c3d-mount/secret/%010d", i), value);
        }
        return out.toByteArray();
    }

    /** Returns the entries that no snapshot may lack. */
    static byte[] needed() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String key : new String[] {"core/auth", "core/keyring", "core/mounts", "core/root-key"}) {
            add(out, key, encrypted());
        }
        add(out, "core/hsm/barrier-unseal-keys", wrappedRootKey());
        add(out, "core/versions/1.21.4", new byte[100]);
        add(out, "core/seal-config", text("{\"type\":\"shamir\",\"secret_shares\":5,\"secret_threshold\":3}"));
        return out.toByteArray();
    }

    /** Returns a value with the form of what the barrier encrypts: key 1, version 2, then a nonce, bytes and a tag. */
    private static byte[] encrypted() {
        byte[] value = new byte[200];
        value[3] = 1;
        value[4] = 2;
        return value;
    }

    /** Returns a root key as a Shamir seal encrypts it: a ciphertext, and no key is named. */
    private static byte[] wrappedRootKey() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, 1, new byte[76]);
        field(out, 5, new byte[0]);
        return out.toByteArray();
    }

    private static void add(ByteArrayOutputStream out, String key, byte[] value) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        field(message, 1, text(key));
        field(message, 2, value);
        varint(out, message.size());
        out.writeBytes(message.toByteArray());
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        varint(out, (number << 3) + 2);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, int value) {
        int rest = value;
        while (rest > 0x7f) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
