package io.vaultsnapshot.snapshot.seal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.archive.seal.SealedSums;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Opens the checksums that a real OpenBao sealed. The data key was unwrapped by the KMS of that time and is kept here.
 */
class SealedSumsCheckTest {
    private static final String DATA_KEY = "a7aa48ea5a439e27575060a1b5997fdd13e381a6cbf4d0c7cb35ca76029c618f";
    private static final String KMS_KEY =
            "arn:aws:kms:eu-north-1:123456789012:key/89f9abe9-8d70-4ed1-ad9b-6bc5f77b1d79";

    private final SealedSumsCheck check = new SealedSumsCheck((key, wrapped) -> {
        assertEquals(KMS_KEY, key.text(), "the key that the blob names, and no other");
        return HexFormat.of().parseHex(DATA_KEY);
    });

    @Test
    void check_realSealedSums_areTheSums() throws IOException {
        assertEquals(Optional.empty(), check.check(real()));
    }

    @Test
    void check_sameSumsInAnotherOrder_areTheSums() throws IOException {
        SealedSums real = real();
        List<String> lines = real.sums().lines().toList();
        String reversed = lines.get(1) + "\n" + lines.get(0) + "\n";

        assertEquals(2, lines.size());
        assertEquals(Optional.empty(), check.check(new SealedSums(reversed, real.sealed())));
    }

    @Test
    void check_oneOfTheSumsTwice_isAMismatch() throws IOException {
        SealedSums real = real();
        String first = real.sums().lines().toList().get(0) + "\n";

        assertEquals(FindingCode.SEALED_SUMS_MISMATCH, code(check.check(new SealedSums(first + first, real.sealed()))));
    }

    @Test
    void check_sumsWrittenAnew_areFound() throws IOException {
        SealedSums real = real();
        char digit = real.sums().charAt(0) == 'a' ? 'b' : 'a';
        SealedSums changed = new SealedSums(digit + real.sums().substring(1), real.sealed());

        assertEquals(FindingCode.SEALED_SUMS_MISMATCH, code(check.check(changed)));
    }

    @Test
    void check_anyByteOfTheSealedChanged_neverPasses() throws IOException {
        SealedSums real = real();
        SealedSumsCheck anyKey =
                new SealedSumsCheck((key, wrapped) -> HexFormat.of().parseHex(DATA_KEY));
        int passed = 0;
        for (int i = 0; i < real.sealed().length(); i++) {
            StringBuilder changed = new StringBuilder(real.sealed());
            changed.setCharAt(i, (char) (changed.charAt(i) ^ 1));
            Optional<Finding> finding = anyKey.check(new SealedSums(real.sums(), changed.toString()));
            passed += finding.isEmpty() ? 1 : 0;
        }
        // Only KMS checks mechanism, key id and wrapped key. The numbers of fields that are not read are not checked.
        int namesAndWrappedKey = real.blob().orElseThrow().keyId().length()
                + real.blob().orElseThrow().wrappedKey().length;
        assertTrue(passed <= namesAndWrappedKey + 4, () -> "changes that passed: some more than names and wrapped key");
    }

    @Test
    void check_wrongDataKey_isAMismatch() throws IOException {
        assertEquals(
                FindingCode.SEALED_SUMS_MISMATCH,
                code(new SealedSumsCheck((key, wrapped) -> new byte[32]).check(real())));
        assertEquals(
                FindingCode.SEALED_SUMS_MISMATCH,
                code(new SealedSumsCheck((key, wrapped) -> new byte[5]).check(real())));
    }

    @Test
    void check_kmsRefuses_saysNothingAboutTheFile() throws IOException {
        assertEquals(FindingCode.SEALED_SUMS_UNCHECKED, code(refusing(false).check(real())));
        assertEquals(FindingCode.SEALED_SUMS_MISMATCH, code(refusing(true).check(real())));
    }

    @Test
    void check_shamirOrNothing_cannotBeOpened() throws IOException {
        assertEquals(FindingCode.SEALED_SUMS_UNCHECKED, code(check.check(null)));
        assertEquals(FindingCode.SEALED_SUMS_UNCHECKED, code(check.check(sums("openbao-2.6.2-shamir.snap"))));
        assertEquals(FindingCode.SEALED_SUMS_UNCHECKED, code(check.check(sums("vault-1.21.4-small.snap"))));
    }

    private static SealedSumsCheck refusing(boolean ofTheBytes) {
        return new SealedSumsCheck((KmsKeyArn key, byte[] wrapped) -> {
            throw new DataKeys.RefusedException("refused", ofTheBytes, new IllegalStateException());
        });
    }

    private static FindingCode code(Optional<Finding> finding) {
        return finding.orElseThrow().code();
    }

    private static SealedSums real() throws IOException {
        return sums("openbao-2.6.2-awskms.snap");
    }

    private static SealedSums sums(String file) throws IOException {
        return Objects.requireNonNull(SnapshotArchiveReader.inspect(new ByteArrayInputStream(Fixtures.named(file)))
                .sealedSums());
    }
}
