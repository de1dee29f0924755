package io.vaultsnapshot.snapshot.archive.seal;

import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of {@code core/hsm/barrier-unseal-keys}: the server's root key, encrypted by the seal. With Seal HA of
 * Vault Enterprise each of several seals encrypted it, and any one of them is enough.
 *
 * <p>Source of the second form: {@code vault/seal_wrapped_value.go} of Vault: the text {@code multiwrapvalue:1}, a
 * length of four bytes, and a protobuf message whose fields 2 are the blobs.
 */
public final class WrappedRootKey {
    private static final byte[] SEVERAL = "multiwrapvalue:1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = SEVERAL.length + 4;
    private static final int SLOTS = 2;

    private final List<SealedBlob> blobs;

    private WrappedRootKey(List<SealedBlob> blobs) {
        this.blobs = blobs;
    }

    /** Returns the root key, or empty when the value has no form that a server writes. */
    public static Optional<WrappedRootKey> parse(byte[] value) {
        if (value.length < HEADER || !Arrays.equals(value, 0, SEVERAL.length, SEVERAL, 0, SEVERAL.length)) {
            return SealedBlob.parse(value).map(blob -> new WrappedRootKey(List.of(blob)));
        }
        if (ByteBuffer.wrap(value).getInt(SEVERAL.length) != value.length - HEADER) {
            return Optional.empty();
        }
        return ProtoFields.parseRepeated(Arrays.copyOfRange(value, HEADER, value.length))
                .flatMap(WrappedRootKey::ofSlots);
    }

    private static Optional<WrappedRootKey> ofSlots(Map<Integer, List<byte[]>> fields) {
        List<byte[]> slots = fields.getOrDefault(SLOTS, List.of());
        List<SealedBlob> blobs =
                slots.stream().flatMap(slot -> SealedBlob.parse(slot).stream()).toList();
        return blobs.isEmpty() || blobs.size() < slots.size()
                ? Optional.empty()
                : Optional.of(new WrappedRootKey(blobs));
    }

    /** Returns the ids of the keys that encrypted it. Two that are equal can be two keys: transit names versions only. */
    public List<String> keyIds() {
        return blobs.stream().map(SealedBlob::keyId).filter(id -> !id.isEmpty()).toList();
    }

    /**
     * Returns whether a seal of that type can have encrypted it. Only what no seal of the type writes is refused: most
     * seals write a name of a key and an envelope, and some versions of them only one of the two.
     *
     * <p>Source: {@code Encrypt} in each of go-kms-wrapping's wrappers.
     */
    boolean canBeOf(String type) {
        boolean shamir = blobs.stream().anyMatch(SealedBlob::isShamir);
        return switch (type) {
            case SealInfo.SHAMIR -> shamir && blobs.size() == 1;
            case "transit" -> blobs.stream().anyMatch(SealedBlob::isTransit);
            case SealInfo.MULTISEAL -> !shamir;
            default -> !shamir && !blobs.stream().allMatch(SealedBlob::isTransit);
        };
    }

    /** Returns what kind of seal encrypted it, as part of a sentence. */
    String describe() {
        SealedBlob first = blobs.get(0);
        String one = first.isShamir()
                ? "key shares"
                : first.isTransit() ? "a transit engine" : "the key " + Printable.quoted(first.keyId());
        return blobs.size() == 1 ? one : one + " and " + (blobs.size() - 1) + " others";
    }
}
