package io.vaultsnapshot.snapshot.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.SEALED_SUMS_MISMATCH;
import static io.vaultsnapshot.contract.finding.FindingCode.SEALED_SUMS_UNCHECKED;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.snapshot.archive.seal.SealedBlob;
import io.vaultsnapshot.snapshot.archive.seal.SealedSums;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Opens {@code SHA256SUMS.sealed} and compares it with {@code SHA256SUMS}. One request unwraps the data key, and
 * AES-256-GCM without additional data opens the rest. When both have the same checksums, the key works and the server with
 * this seal wrote the file. No server is needed to show this.
 *
 * <p>Seen with OpenBao 2.6.2 and an awskms seal.
 */
public final class SealedSumsCheck {
    private static final int TAG_BITS = 128;
    private static final int IV_BYTES = 12;
    private static final int KEY_BYTES = 32;

    private final DataKeys dataKeys;

    /** Unwraps data keys with the given keys. */
    public SealedSumsCheck(DataKeys dataKeys) {
        this.dataKeys = dataKeys;
    }

    /** Returns what is wrong, or why it could not be checked; empty when the server wrote the checksums. */
    public Optional<Finding> check(@Nullable SealedSums sums) {
        if (sums == null) {
            return unchecked("the archive has no SHA256SUMS and SHA256SUMS.sealed that could be read");
        }
        Optional<SealedBlob> blob = sums.blob();
        Optional<KmsKeyArn> key = blob.flatMap(each -> KmsKeyArn.parse(each.keyId()));
        if (blob.isEmpty() || key.isEmpty()) {
            return unchecked("SHA256SUMS.sealed names no KMS key; only an awskms seal can be opened without a server");
        }
        return open(sums, blob.get(), key.get());
    }

    private Optional<Finding> open(SealedSums sums, SealedBlob blob, KmsKeyArn key) {
        byte[] dataKey;
        try {
            dataKey = dataKeys.unwrap(key, blob.wrappedKey());
        } catch (DataKeys.RefusedException refused) {
            return refused.isOfTheBytes() ? mismatch(refused.getMessage()) : unchecked(refused.getMessage());
        }
        try {
            return lines(decrypt(dataKey, blob)).equals(lines(sums.sumsBytes()))
                    ? Optional.empty()
                    : mismatch(
                            "SHA256SUMS.sealed, opened with " + key.text() + ", has other checksums than SHA256SUMS");
        } catch (GeneralSecurityException notSealedByIt) {
            return mismatch("SHA256SUMS.sealed does not open with its data key: it was changed");
        } finally {
            Arrays.fill(dataKey, (byte) 0);
        }
    }

    /** The server writes the lines twice, for the file and for the seal. Their order may differ. */
    private static List<String> lines(byte[] sums) {
        return new String(sums, StandardCharsets.ISO_8859_1).lines().sorted().toList();
    }

    private static byte[] decrypt(byte[] dataKey, SealedBlob blob) throws GeneralSecurityException {
        if (dataKey.length != KEY_BYTES || blob.iv().length != IV_BYTES) {
            throw new GeneralSecurityException("the key or the nonce has a length that no server writes");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(TAG_BITS, blob.iv()));
        return cipher.doFinal(blob.ciphertext());
    }

    private static Optional<Finding> mismatch(@Nullable String why) {
        return Optional.of(Finding.of(SEALED_SUMS_MISMATCH, String.valueOf(why)));
    }

    private static Optional<Finding> unchecked(@Nullable String why) {
        return Optional.of(Finding.of(SEALED_SUMS_UNCHECKED, String.valueOf(why)));
    }
}
