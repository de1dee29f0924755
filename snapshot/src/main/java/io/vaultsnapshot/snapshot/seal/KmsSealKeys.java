package io.vaultsnapshot.snapshot.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_DISABLED;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_PENDING_DELETION;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_UNCHECKED;
import static io.vaultsnapshot.contract.finding.FindingCode.KMS_KEY_WRONG_REGION;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.InvalidArnException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * Checks keys with kms:DescribeKey, which is free and needs no right to use the key.
 *
 * <p>Source: AWS KMS Developer Guide, "Key states of AWS KMS keys": a key decrypts while it is Enabled or Updating.
 */
public final class KmsSealKeys implements SealKeys {
    private final KmsClients clients;

    /** Sends requests with the given clients. */
    public KmsSealKeys(KmsClients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<Finding> problem(String keyArn) {
        Optional<KmsKeyArn> arn = KmsKeyArn.parse(keyArn);
        if (arn.isEmpty()) {
            return found(
                    KMS_KEY_UNCHECKED, "the seal names '" + keyArn + "', which is not a KMS key's ARN with its region");
        }
        try {
            return problem(
                    arn.get(),
                    clients.of(arn.get())
                            .describeKey(request -> request.keyId(keyArn))
                            .keyMetadata());
        } catch (NotFoundException missing) {
            return found(KMS_KEY_MISSING, "KMS knows no key " + keyArn);
        } catch (InvalidArnException elsewhere) {
            return found(KMS_KEY_WRONG_REGION, "KMS in " + arn.get().region() + " does not answer for " + keyArn);
        } catch (SdkException refused) {
            return found(KMS_KEY_UNCHECKED, "KMS did not describe " + keyArn + ": " + reason(refused));
        }
    }

    private static Optional<Finding> problem(KmsKeyArn expected, KeyMetadata key) {
        Optional<KmsKeyArn> answered = KmsKeyArn.parse(String.valueOf(key.arn()));
        if (answered.isPresent() && !answered.get().region().equals(expected.region())) {
            return found(
                    KMS_KEY_WRONG_REGION,
                    "KMS answers for " + expected.text() + " with a key of another region, " + key.arn());
        }
        if (key.keyUsage() != null && key.keyUsage() != KeyUsageType.ENCRYPT_DECRYPT) {
            return found(KMS_KEY_DISABLED, expected.text() + " cannot decrypt: its usage is " + key.keyUsageAsString());
        }
        return switch (key.keyState()) {
            case ENABLED, UPDATING -> Optional.empty();
            case PENDING_DELETION, PENDING_REPLICA_DELETION ->
                found(
                        KMS_KEY_PENDING_DELETION,
                        expected.text() + " will be deleted"
                                + (key.deletionDate() == null ? "" : " on " + key.deletionDate()));
            default ->
                found(KMS_KEY_DISABLED, expected.text() + " is not enabled: its state is " + key.keyStateAsString());
        };
    }

    private static Optional<Finding> found(FindingCode code, String message) {
        return Optional.of(Finding.of(code, message));
    }

    /** Leaves out the ids of requests and numbers of attempts that the SDK adds. They differ every time and do not help. */
    private static String reason(SdkException refused) {
        return String.valueOf(refused.getMessage()).replaceFirst(" \\(Service: .*", "");
    }
}
