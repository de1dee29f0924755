package io.vaultsnapshot.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Builds {@code state.bin} and other protobuf messages: entries as servers write them, and bytes as they never do. */
public final class StateBytes {
    static final String SHAMIR_5_3 =
            "{\"type\":\"shamir\",\"secret_shares\":5,\"secret_threshold\":3,\"stored_shares\":1,\"name\":\"\"}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A small state in which nothing is missing. */
    static StateBytes complete() {
        return withoutSealConfig().entry("core/seal-config", SHAMIR_5_3);
    }

    static StateBytes withoutSealConfig() {
        return withoutKeyring().entry("core/keyring", "sealed keyring");
    }

    static StateBytes withoutKeyring() {
        return withoutKeys()
                .entry("core/hsm/barrier-unseal-keys", "sealed root key")
                .entry("core/master", "root key");
    }

    static StateBytes withoutKeys() {
        return new StateBytes()
                .entry("core/mounts", "mounts")
                .entry("core/versions/1.21.4", "sealed version")
                .entry("logical/0b2c/secret/a", "ciphertext of a")
                .entry("logical/0b2c/secret/b", "ciphertext of b")
                .entry("sys/token/id/h1", "a token");
    }

    StateBytes entry(String key, String value) {
        return entry(key, value.getBytes(StandardCharsets.UTF_8));
    }

    StateBytes entry(String key, byte[] value) {
        return message(new StateBytes()
                .field(1, key.getBytes(StandardCharsets.UTF_8))
                .field(2, value)
                .bytes());
    }

    /** Appends a length and the message. */
    StateBytes message(byte[] message) {
        return varint(message.length).raw(message);
    }

    /** Appends a length-delimited field. */
    public StateBytes field(int number, byte[] content) {
        return varint(((long) number << 3) + 2).varint(content.length).raw(content);
    }

    /** Appends a number of seven bits per byte. */
    public StateBytes varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return this;
    }

    /** Appends bytes as they are. */
    public StateBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    StateBytes raw(int... bytes) {
        for (int each : bytes) {
            out.write(each);
        }
        return this;
    }

    /** Returns what was appended. */
    public byte[] bytes() {
        return out.toByteArray();
    }
}
