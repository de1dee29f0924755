package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** Unwraps data keys with one kms:Decrypt each. The request names the key, so that no other key can answer. */
public final class KmsDataKeys implements DataKeys {
    private final KmsClients clients;

    /** Sends requests with the given clients. */
    public KmsDataKeys(KmsClients clients) {
        this.clients = clients;
    }

    @Override
    public byte[] unwrap(KmsKeyArn key, byte[] wrapped) throws RefusedException {
        try {
            return clients.of(key)
                    .decrypt(request -> request.keyId(key.text()).ciphertextBlob(SdkBytes.fromByteArray(wrapped)))
                    .plaintext()
                    .asByteArray();
        } catch (InvalidCiphertextException | IncorrectKeyException notItsOwn) {
            throw new RefusedException(
                    "the data key in SHA256SUMS.sealed was not wrapped by " + key.text() + ", or was changed",
                    true,
                    notItsOwn);
        } catch (SdkException refused) {
            throw new RefusedException(
                    "KMS did not decrypt with " + key.text() + ": " + refused.getMessage(), false, refused);
        }
    }
}
