package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads public keys from KMS. Needs kms:GetPublicKey. */
public final class KmsPublicKeys implements PublicKeySignatureCheck.PublicKeys {
    private final KmsClients clients;

    /** Sends requests with the given clients. */
    public KmsPublicKeys(KmsClients clients) {
        this.clients = clients;
    }

    @Override
    public byte[] of(String keyArn) throws StoreUnavailableException {
        Optional<KmsKeyArn> key = KmsKeyArn.parse(keyArn);
        if (key.isEmpty()) {
            // It is not a key, so no signature is valid for it.
            return new byte[0];
        }
        try {
            return clients.of(key.get())
                    .getPublicKey(request -> request.keyId(keyArn))
                    .publicKey()
                    .asByteArray();
        } catch (SdkException refused) {
            throw new StoreUnavailableException(
                    "KMS did not give the public key of " + keyArn + ": " + refused.getMessage(), refused);
        }
    }
}
