package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told when the seal is not the same as before. */
class SealDiffTest {
    private static final SealInfo SHAMIR = new SealInfo("shamir", 5, 3, null, List.of(), "aa", null);

    @ParameterizedTest
    @CsvSource({
        "shamir, 5, 3, aa, ''",
        "shamir, 5, 3, bb, the server was rekeyed",
        "shamir, 5, 2, bb, the seal changed",
        "shamir, 3, 3, aa, the seal changed",
        "awskms, 5, 3, aa, the seal changed",
    })
    void warning_afterAShamirSeal_tellsARekeyAndNoRotationOfTheEncryptionKey(
            String type, long shares, long threshold, String rootKey, String told) {
        assertTold(told, SHAMIR, new SealInfo(type, shares, threshold, null, List.of(), rootKey, null));
    }

    @ParameterizedTest
    @CsvSource({
        // A rotation of transit's own key: the server encrypts its root key again with the new version.
        "transit/v1, aa, transit/v2, bb, ''",
        "v1,         aa, v2,         bb, ''",
        "projects/p/cryptoKeyVersions/1, aa, projects/p/cryptoKeyVersions/2, bb, ''",
        "transit/v1, aa, transit/v1, aa, ''",
        // Another transit key, whose version is the same.
        "transit/v1, aa, transit/v1, bb, the root key was encrypted again",
        "other/v1,   aa, transit/v1, bb, the seal's key changed",
        "arn:aws:kms:eu-north-1:1:key/1, aa, arn:aws:kms:eu-north-1:1:key/2, bb, the seal's key changed",
        "arn:aws:kms:eu-north-1:1:key/1, aa, arn:aws:kms:eu-north-1:1:key/1, bb, the root key was encrypted again",
    })
    void warning_keyOutside_tellsAnotherKeyAndNoRotationOfTheSame(
            String keyBefore, String before, String keyAfter, String after, String told) {
        assertTold(told, sealed(keyBefore, before, "rr", 3), sealed(keyAfter, after, "rr", 3));
    }

    @Test
    void warning_recoveryKeysRekeyed_isTold() {
        assertTold("the recovery keys changed", sealed("k/1", "aa", "rr", 3), sealed("k/1", "aa", "ss", 3));
        assertTold("the recovery keys changed", sealed("k/1", "aa", "rr", 3), sealed("k/1", "aa", "rr", 2));
    }

    private static SealInfo sealed(String key, String rootKey, String recoveryKey, long threshold) {
        return new SealInfo("transit", 1, 1, new Quorum(5, threshold), List.of(key), rootKey, recoveryKey);
    }

    private static void assertTold(String expected, SealInfo was, SealInfo is) {
        String told = new SealDiff(was, is).warning().orElse("");
        assertEquals(expected, told.substring(0, Math.min(told.length(), expected.length())), told);
        assertEquals(expected.isEmpty(), told.isEmpty(), told);
    }
}
