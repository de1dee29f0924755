package io.vaultsnapshot.snapshot.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

class KmsSealKeysTest {
    private static final String KEY = "arn:aws:kms:eu-north-1:123456789012:key/1a";

    private final List<String> regions = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "ENABLED, ",
        "UPDATING, ",
        "DISABLED, KMS_KEY_DISABLED",
        "UNAVAILABLE, KMS_KEY_DISABLED",
        "PENDING_IMPORT, KMS_KEY_DISABLED",
        "CREATING, KMS_KEY_DISABLED",
        "PENDING_DELETION, KMS_KEY_PENDING_DELETION",
        "PENDING_REPLICA_DELETION, KMS_KEY_PENDING_DELETION",
    })
    void problem_stateOfTheKey_isReported(KeyState state, FindingCode code) {
        Optional<Finding> problem = check(() -> key(KEY).keyState(state).build());

        assertEquals(Optional.ofNullable(code), problem.map(Finding::code));
        assertEquals(List.of("eu-north-1"), regions, "the key's own region");
    }

    @ParameterizedTest
    @EnumSource(KeyState.class)
    void problem_everyStateOfKms_isUsableOrSaysThatItIsNot(KeyState state) {
        Optional<Finding> problem = check(() -> key(KEY).keyState(state).build());

        boolean usable = Set.of(KeyState.ENABLED, KeyState.UPDATING).contains(state);
        assertEquals(usable, problem.isEmpty());
        assertTrue(problem.stream().allMatch(finding -> finding.code().meansKeyUnusable()), problem::toString);
    }

    @Test
    void problem_deletionDate_isNamed() {
        Optional<Finding> problem = check(() -> key(KEY).keyState(KeyState.PENDING_DELETION)
                .deletionDate(Instant.parse("2026-12-01T00:00:00Z"))
                .build());

        assertTrue(problem.orElseThrow().message().contains("2026-12-01"), problem.toString());
    }

    @Test
    void problem_keyThatSigns_cannotDecrypt() {
        Optional<Finding> problem = check(() -> key(KEY).keyState(KeyState.ENABLED)
                .keyUsage(KeyUsageType.SIGN_VERIFY)
                .build());

        assertEquals(FindingCode.KMS_KEY_DISABLED, problem.orElseThrow().code());
    }

    @Test
    void problem_answerOfAnotherRegion_isReported() {
        Optional<Finding> problem = check(() ->
                key(KEY.replace("north", "west")).keyState(KeyState.ENABLED).build());

        assertEquals(FindingCode.KMS_KEY_WRONG_REGION, problem.orElseThrow().code());
    }

    @Test
    void problem_refusals_haveDifferentCodes() {
        assertEquals(
                FindingCode.KMS_KEY_MISSING,
                refused(NotFoundException.builder().message("no").build()));
        assertEquals(
                FindingCode.KMS_KEY_WRONG_REGION,
                refused(InvalidArnException.builder().message("arn").build()));
        assertEquals(
                FindingCode.KMS_KEY_UNCHECKED,
                refused(KmsException.builder().message("denied").build()));
        assertEquals(FindingCode.KMS_KEY_UNCHECKED, refused(SdkClientException.create("no route")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alias/vault",
                "1234abcd",
                "arn:aws:kms:eu-north-1:123456789012:alias/vault",
                "arn:aws:kms:evil.example.com/:123456789012:key/1",
                "projects/p/locations/l/keyRings/r/cryptoKeys/k"
            })
    void problem_notAnArnOfAKey_isUncheckedWithoutARequest(String name) {
        Optional<Finding> problem = new KmsSealKeys(new KmsClients(region -> {
                    throw new AssertionError("asked " + region);
                }))
                .problem(name);

        assertEquals(FindingCode.KMS_KEY_UNCHECKED, problem.orElseThrow().code());
    }

    @Test
    void unwrap_refusals_sayWhetherTheBytesAreWrong() throws DataKeys.RefusedException {
        KmsKeyArn key = KmsKeyArn.parse(KEY).orElseThrow();
        KmsDataKeys keys = dataKeys(() -> DecryptResponse.builder()
                .plaintext(SdkBytes.fromByteArray(new byte[] {7}))
                .build());
        assertArrayEquals(new byte[] {7}, keys.unwrap(key, new byte[] {1}));

        assertTrue(refusal(key, InvalidCiphertextException.builder().build()).isOfTheBytes());
        assertFalse(refusal(key, KmsException.builder().build()).isOfTheBytes());
    }

    private static DataKeys.RefusedException refusal(KmsKeyArn key, RuntimeException failure) {
        return assertThrows(DataKeys.RefusedException.class, () -> dataKeys(() -> {
                    throw failure;
                })
                .unwrap(key, new byte[] {1}));
    }

    private static KmsDataKeys dataKeys(Supplier<DecryptResponse> answer) {
        return new KmsDataKeys(new KmsClients(region -> new FakeKms(
                request -> {
                    throw new AssertionError("describes");
                },
                request -> {
                    assertEquals(KEY, request.keyId());
                    return answer.get();
                })));
    }

    private FindingCode refused(RuntimeException refusal) {
        return check(() -> {
                    throw refusal;
                })
                .orElseThrow()
                .code();
    }

    private Optional<Finding> check(Supplier<KeyMetadata> answer) {
        KmsClients clients = new KmsClients(region -> {
            regions.add(region);
            return new FakeKms(
                    request -> DescribeKeyResponse.builder()
                            .keyMetadata(answer.get())
                            .build(),
                    request -> {
                        throw new AssertionError("decrypts");
                    });
        });
        return new KmsSealKeys(clients).problem(KEY);
    }

    private static KeyMetadata.Builder key(String arn) {
        return KeyMetadata.builder().arn(arn).keyUsage(KeyUsageType.ENCRYPT_DECRYPT);
    }
}
