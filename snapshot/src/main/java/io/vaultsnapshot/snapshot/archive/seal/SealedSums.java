package io.vaultsnapshot.snapshot.archive.seal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The checksums, and the same checksums as the server's seal encrypted them. With the seal's key one can check that the
 * server itself wrote the checksums.
 *
 * @param sums {@code SHA256SUMS}, one character per byte
 * @param sealed {@code SHA256SUMS.sealed}, one character per byte
 */
public record SealedSums(String sums, String sealed) {
    /** Returns the pair of both members' content. */
    public static SealedSums of(byte[] sums, byte[] sealed) {
        return new SealedSums(
                new String(sums, StandardCharsets.ISO_8859_1), new String(sealed, StandardCharsets.ISO_8859_1));
    }

    /** Returns the bytes of {@code SHA256SUMS}. */
    public byte[] sumsBytes() {
        return sums.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns what the seal encrypted, or empty when it names no key. */
    public Optional<SealedBlob> blob() {
        return SealedBlob.parse(sealed.getBytes(StandardCharsets.ISO_8859_1)).filter(blob -> !blob.isShamir());
    }
}
