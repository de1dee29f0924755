package io.vaultsnapshot.snapshot.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_DISABLED;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_PENDING_DELETION;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_UNCHECKED;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_WRONG_REGION;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Asks KMS with DescribeKey, which needs no right to use the key and is free.
 *
 * <p>Source: AWS KMS Developer Guide, "Key states of AWS KMS keys": a key decrypts while it is Enabled or Updating.
 */
public final class KmsSealKeys implements SealKeys {
    private final KmsClients clients;

    /** Asks with the given clients. */
    public KmsSealKeys(KmsClients clients) {
        this.clients = clients;
    }

    @Override
    public SealKeyState check(String keyArn) {
        Optional<KmsKeyArn> arn = KmsKeyArn.parse(keyArn);
        if (arn.isEmpty()) {
            return SealKeyState.of(
                    KMS_KEY_UNCHECKED, "the seal names '" + keyArn + "', which is not a KMS key's ARN with its region");
        }
        try {
            return state(
                    arn.get(),
                    clients.of(arn.get())
                            .describeKey(request -> request.keyId(keyArn))
                            .keyMetadata());
        } catch (NotFoundException missing) {
            return SealKeyState.of(KMS_KEY_MISSING, "KMS knows no key " + keyArn);
        } catch (InvalidArnException elsewhere) {
            return SealKeyState.of(
                    KMS_KEY_WRONG_REGION, "KMS in " + arn.get().region() + " does not answer for " + keyArn);
        } catch (SdkException refused) {
            return SealKeyState.of(KMS_KEY_UNCHECKED, "KMS did not describe " + keyArn + ": " + reason(refused));
        }
    }

    private static SealKeyState state(KmsKeyArn expected, KeyMetadata key) {
        Optional<KmsKeyArn> answered = KmsKeyArn.parse(String.valueOf(key.arn()));
        if (answered.isPresent() && !answered.get().region().equals(expected.region())) {
            return SealKeyState.of(
                    KMS_KEY_WRONG_REGION,
                    "KMS answers for " + expected.text() + " with a key of another region, " + key.arn());
        }
        if (key.keyUsage() != null && key.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            return SealKeyState.of(
                    KMS_KEY_DISABLED, expected.text() + " cannot decrypt: its usage is " + key.keyUsageAsString());
        }
        return switch (key.keyState()) {
            case ENABLED, UPDATING -> SealKeyState.ALIVE;
            case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                SealKeyState.of(
                        KMS_KEY_PENDING_DELETION,
                        expected.text() + " will be deleted"
                                + (key.deletionDate() == null ? "" : " on " + key.deletionDate()));
            default ->
                SealKeyState.of(
                        KMS_KEY_DISABLED, expected.text() + " is not enabled: its state is " + key.keyStateAsString());
        };
    }

    /** The SDK adds ids of requests and counts of attempts, which differ every time and help no reader. */
    private static String reason(SdkException refused) {
        return String.valueOf(refused.getMessage()).replaceFirst(" \\(Service: .*", "");
    }
}
