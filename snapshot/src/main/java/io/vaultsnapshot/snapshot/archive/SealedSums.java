package io.vaultsnapshot.snapshot.archive;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The sums and the same sums as the server's seal encrypted them: whoever can open the latter can tell whether the
 * former are the server's own.
 *
 * @param sums {@code SHA256SUMS}, one character per byte
 * @param wrapped {@code SHA256SUMS.sealed}, likewise
 */
public record SealedSums(String sums, String wrapped) {
    static SealedSums of(byte[] sums, byte[] wrapped) {
        return new SealedSums(
                new String(sums, StandardCharsets.ISO_8859_1), new String(wrapped, StandardCharsets.ISO_8859_1));
    }

    /** Returns the bytes of {@code SHA256SUMS}. */
    public byte[] sumsBytes() {
        return sums.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns what the seal encrypted, or empty when it names no key outside. */
    public Optional<SealedBlob> blob() {
        return SealedBlob.parse(wrapped.getBytes(StandardCharsets.ISO_8859_1));
    }
}
