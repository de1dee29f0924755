package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.*;
import static io.vaultsnapshot.snapshot.archive.DamagedArchives.damaged;
import static io.vaultsnapshot.snapshot.archive.DamagedArchives.valid;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.Arrays;
import java.util.List;

/** Archives with wrong metadata or a wrong state in a right gzip and tar, with right checksums. Servers accept them. */
final class DamagedContents {
    private static final String UUID = "7df923e1-50bd-f1ae-6b39-7ce1e7078640";

    private DamagedContents() {}

    static List<DamagedArchives.Case> contents() {
        return List.of(
                damaged("meta empty", valid().metaOf(""), META_INVALID),
                damaged("meta no json", valid().metaOf("{\"Version\":1"), META_INVALID),
                damaged("meta an array", valid().metaOf("[]"), META_INVALID),
                damaged("meta null", valid().metaOf("null"), META_INVALID),
                damaged("meta and more", valid().metaOf(valid().metaText() + "{}"), META_INVALID),
                damaged("meta lacks size", valid().metaOf(valid().metaText().replace("Size", "Sise")), META_INVALID),
                damaged("meta negative", valid().metaOf(valid().metaText().replace("29", "-29")), META_INVALID),
                damaged("meta no text", valid().metaOf(valid().metaText().replace("bolt", "\\u001b")), META_INVALID),
                damaged("meta deep", valid().metaOf("{\"a\":" + "[".repeat(8000)), META_INVALID),
                damaged(
                        "meta newer",
                        valid().metaOf(valid().metaText().replace("\"Version\":1", "\"Version\":2")),
                        META_VERSION_UNKNOWN),
                damaged("meta newer, other shape", valid().metaOf("{\"Version\":2}"), META_VERSION_UNKNOWN),
                damaged("meta size wrong", valid().metaOf(SnapshotArchives.meta(1, 7)), META_SIZE_MISMATCH),
                state("empty", new StateBytes(), STATE_EMPTY),
                state("zeros", new StateBytes().raw(0, 0, 0), STATE_ENTRY_INVALID),
                state(
                        "endless varint",
                        new StateBytes().raw(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255),
                        STATE_ENTRY_INVALID),
                state(
                        "varint overflow",
                        new StateBytes().raw(255, 255, 255, 255, 255, 255, 255, 255, 255, 2),
                        STATE_ENTRY_INVALID),
                state("length above 2^63", new StateBytes().varint(-1), STATE_ENTRY_INVALID),
                state("length 2^62", new StateBytes().varint(1L << 62), STATE_ENTRY_CUT),
                state("length cut", StateBytes.complete().raw(0x80), STATE_ENTRY_CUT),
                state("entry cut", StateBytes.complete().varint(9).raw(1, 2), STATE_ENTRY_CUT),
                entry("no key", new StateBytes().field(2, new byte[3])),
                entry("empty key", new StateBytes().field(1, new byte[0])),
                entry("two keys", key().field(1, new byte[] {'b'})),
                entry("two values", key().field(2, new byte[1]).field(2, new byte[1])),
                entry("key too long", new StateBytes().field(1, new byte[32_768 + 1])),
                entry("key not UTF-8", new StateBytes().field(1, new byte[] {(byte) 0xc3, '('})),
                entry("key as number", key().varint(8).varint(1)),
                entry("field past the entry", key().varint(18).varint(100)),
                entry("huge field", key().varint(18).varint(-1)),
                entry("unknown field past the entry", key().varint(41).raw(1, 2)),
                entry("group", key().varint(43)),
                entry("field number 0", key().varint(2).raw(0)),
                entry("number cut", key().raw(0x80)),
                state("no keyring", without("core/keyring"), KEYRING_MISSING),
                state("empty keyring", with("core/keyring", ""), KEYRING_MISSING),
                state("keyring too short", with("core/keyring", "\0\0\0\1\2" + "x".repeat(71)), KEYRING_MISSING),
                state(
                        "keyring of another number",
                        with("core/keyring", "\0\0\0\2\2" + "x".repeat(99)),
                        KEYRING_MISSING),
                state("keyring of no version", with("core/keyring", "\0\0\0\1\3" + "x".repeat(99)), KEYRING_MISSING),
                state("no seal config", without("core/seal-config"), SEAL_CONFIG_MISSING),
                state("empty seal config", with("core/seal-config", ""), SEAL_CONFIG_MISSING),
                state("neither", without("core/keyring", "core/seal-config"), KEYRING_MISSING, SEAL_CONFIG_MISSING),
                state("no unseal keys", without("core/hsm/barrier-unseal-keys"), UNSEAL_KEYS_MISSING),
                state("empty unseal keys", with("core/hsm/barrier-unseal-keys", ""), UNSEAL_KEYS_MISSING),
                state("unseal keys no protobuf", with("core/hsm/barrier-unseal-keys", "text"), UNSEAL_KEYS_MISSING),
                state(
                        "several unseal keys cut",
                        StateBytes.without("core/hsm/barrier-unseal-keys")
                                .entry(
                                        "core/hsm/barrier-unseal-keys",
                                        Arrays.copyOf(StateBytes.severalBlobs(StateBytes.blob("c", "k")), 60)),
                        UNSEAL_KEYS_MISSING),
                state("no root key", without("core/master"), ROOT_KEY_MISSING),
                state("empty root key", with("core/master", ""), ROOT_KEY_INVALID),
                state(
                        "root key that decrypts to nothing",
                        with("core/master", "\0\0\0\1\2" + "x".repeat(28)),
                        ROOT_KEY_INVALID),
                state("no mounts", without("core/mounts"), MOUNTS_MISSING),
                state("empty mounts", with("core/mounts", ""), MOUNTS_MISSING),
                state("no auth mounts", without("core/auth"), AUTH_MOUNTS_MISSING),
                state(
                        "shamir config, key of KMS",
                        wrapped("shamir", StateBytes.blob("c", "arn:aws:kms")),
                        SEAL_MISMATCH),
                state("awskms config, key shares", wrapped("awskms", StateBytes.shamirBlob()), SEAL_MISMATCH),
                state(
                        "awskms config, transit key",
                        wrapped("awskms", StateBytes.blob("vault:v1:x", "v1")),
                        SEAL_MISMATCH),
                state(
                        "transit config, key of KMS",
                        wrapped("transit", StateBytes.blob("c", "arn:aws:kms")),
                        SEAL_MISMATCH),
                state("multiseal config, key shares", wrapped("multiseal", StateBytes.shamirBlob()), SEAL_MISMATCH),
                state("legacy shamir of Vault", legacy(), LEGACY_SHAMIR),
                state("legacy shamir carried to OpenBao", legacy().encrypted("core/root-key"), UNSEAL_KEYS_MISSING),
                state(
                        "legacy shamir, mounts of OpenBao",
                        legacy().encrypted("core/mounts/" + UUID),
                        UNSEAL_KEYS_MISSING),
                namespace("no keyring", "keyring", NAMESPACE_SEAL_INCOMPLETE),
                namespace("no unseal keys", "hsm/barrier-unseal-keys", NAMESPACE_SEAL_INCOMPLETE),
                namespace("no mounts", "mounts/m", NAMESPACE_SEAL_INCOMPLETE),
                namespace("no auth mounts", "auth/a", NAMESPACE_SEAL_INCOMPLETE),
                namespace("no seal config", "seal-config", NAMESPACE_SEAL_CONFIG_MISSING),
                namespace("no root key", "root-key", ROOT_KEY_MISSING),
                state(
                        "namespace with a seal config in plain text",
                        StateBytes.complete()
                                .sealedNamespace(UUID, "seal-config")
                                .entry("namespaces/" + UUID + "/core/seal-config", StateBytes.SHAMIR_5_3),
                        NAMESPACE_SEAL_CONFIG_MISSING),
                state("seal config no json", sealConfig("{"), SEAL_CONFIG_INVALID),
                state(
                        "seal config lacks type",
                        sealConfig("{\"secret_shares\":1,\"secret_threshold\":1}"),
                        SEAL_CONFIG_INVALID),
                state(
                        "seal config quorum 6 of 5",
                        sealConfig(StateBytes.SHAMIR_5_3.replace(":3", ":6")),
                        SEAL_CONFIG_INVALID),
                state(
                        "seal config type hostile",
                        sealConfig(StateBytes.SHAMIR_5_3.replace("shamir", "sha\\nmir")),
                        SEAL_CONFIG_INVALID),
                state(
                        "seal config huge",
                        sealConfig(StateBytes.SHAMIR_5_3 + " ".repeat(1 << 16)),
                        SEAL_CONFIG_INVALID));
    }

    private static DamagedArchives.Case state(String name, StateBytes state, FindingCode... codes) {
        return damaged("state: " + name, SnapshotArchives.ofState(state.bytes()), codes);
    }

    private static DamagedArchives.Case namespace(String name, String without, FindingCode... codes) {
        return state("namespace with " + name, StateBytes.complete().sealedNamespace(UUID, without), codes);
    }

    private static StateBytes without(String... keys) {
        return StateBytes.without(keys);
    }

    private static StateBytes with(String key, String value) {
        return StateBytes.without(key).entry(key, value);
    }

    private static StateBytes wrapped(String type, byte[] rootKey) {
        return StateBytes.without("core/seal-config", "core/hsm/barrier-unseal-keys")
                .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("shamir", type))
                .entry("core/hsm/barrier-unseal-keys", rootKey);
    }

    private static StateBytes legacy() {
        return StateBytes.without("core/seal-config", "core/hsm/barrier-unseal-keys")
                .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("\"stored_shares\":1", "\"stored_shares\":0"));
    }

    private static DamagedArchives.Case entry(String name, StateBytes message) {
        return state("entry with " + name, StateBytes.complete().message(message.bytes()), STATE_ENTRY_INVALID);
    }

    private static StateBytes key() {
        return new StateBytes().field(1, new byte[] {'a'});
    }

    private static StateBytes sealConfig(String json) {
        return StateBytes.without("core/seal-config").entry("core/seal-config", json);
    }
}
