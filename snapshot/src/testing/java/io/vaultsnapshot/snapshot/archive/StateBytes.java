package io.vaultsnapshot.snapshot.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds {@code state.bin} and other protobuf messages: entries as servers write them, and bytes as they never do. */
public final class StateBytes {
    static final String SHAMIR_5_3 =
            "{\"type\":\"shamir\",\"secret_shares\":5,\"secret_threshold\":3,\"stored_shares\":1,\"name\":\"\"}";

    /** The digest of {@link #shamirBlob}. */
    static final String SHAMIR_DIGEST = "bf099ed6c65a96a7";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A small state in which nothing is missing. */
    static StateBytes complete() {
        return without();
    }

    /** The same without the entries of the given keys. */
    static StateBytes without(String... keys) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String key : new String[] {"core/auth", "core/keyring", "core/master", "core/mounts"}) {
            entries.put(key, barrierValue());
        }
        entries.put("core/hsm/barrier-unseal-keys", shamirBlob());
        entries.put("core/seal-config", SHAMIR_5_3.getBytes(StandardCharsets.UTF_8));
        entries.keySet().removeAll(List.of(keys));
        StateBytes state = new StateBytes()
                .entry("core/versions/1.21.4", "sealed version")
                .entry("logical/0b2c/secret/a", "ciphertext of a")
                .entry("logical/0b2c/secret/b", "ciphertext of b")
                .entry("sys/token/id/h1", "a token");
        entries.forEach(state::entry);
        return state;
    }

    /** Returns a root key as a Shamir seal encrypts it. It names no key. */
    static byte[] shamirBlob() {
        return new StateBytes().field(1, new byte[76]).field(5, new byte[0]).bytes();
    }

    /** Returns a root key as a key outside of the snapshot encrypts it. */
    static byte[] blob(String ciphertext, String keyId) {
        byte[] info = new StateBytes()
                .field(3, keyId.getBytes(StandardCharsets.UTF_8))
                .field(5, new byte[32])
                .bytes();
        return new StateBytes()
                .field(1, ciphertext.getBytes(StandardCharsets.UTF_8))
                .field(2, new byte[12])
                .field(5, info)
                .bytes();
    }

    /** Returns a root key as each of several seals encrypted it. */
    static byte[] severalBlobs(byte[]... blobs) {
        StateBytes message = new StateBytes().varint(8).varint(3);
        for (byte[] blob : blobs) {
            message.field(2, blob);
        }
        byte[] bytes = message.bytes();
        return new StateBytes()
                .raw("multiwrapvalue:1".getBytes(StandardCharsets.US_ASCII))
                .raw(0, 0, bytes.length >> 8, bytes.length & 0xff)
                .raw(bytes)
                .bytes();
    }

    /** Returns a value as the barrier encrypts it: key 1, version 2, a nonce and a tag. */
    static byte[] barrierValue() {
        byte[] value = new byte[147];
        value[3] = 1;
        value[4] = 2;
        return value;
    }

    /** Appends an entry that the barrier encrypted. */
    StateBytes encrypted(String key) {
        return entry(key, barrierValue());
    }

    /** Appends all that a namespace with a seal of its own has, except the entries of the given names. */
    StateBytes sealedNamespace(String uuid, String... without) {
        for (String name : new String[] {"keyring", "seal-config", "root-key", "shamir-kek", "mounts/m", "auth/a"}) {
            if (!List.of(without).contains(name)) {
                encrypted("namespaces/" + uuid + "/core/" + name);
            }
        }
        return List.of(without).contains("hsm/barrier-unseal-keys")
                ? this
                : entry("namespaces/" + uuid + "/core/hsm/barrier-unseal-keys", shamirBlob());
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
