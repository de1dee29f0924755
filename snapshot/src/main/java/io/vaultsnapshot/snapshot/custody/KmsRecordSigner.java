package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with an asymmetric key of KMS, which cannot leave KMS. The message is the digest of the record, since KMS accepts
 * at most 4,096 bytes and records are longer. KMS hashes the message once more.
 */
public final class KmsRecordSigner implements RecordSigner {
    private final KmsClients clients;
    private final KmsKeyArn key;
    private final Consumer<String> log;

    /**
     * Creates a signer.
     *
     * @param log receives a message when a record could not be signed
     */
    public KmsRecordSigner(KmsClients clients, KmsKeyArn key, Consumer<String> log) {
        this.clients = clients;
        this.key = key;
        this.log = log;
    }

    @Override
    public Optional<RecordSignature> sign(byte[] digest) {
        try {
            byte[] signature = clients.of(key)
                    .sign(request -> request.keyId(key.text())
                            .message(SdkBytes.fromByteArray(digest))
                            .messageType(MessageType.RAW)
                            .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256))
                    .signature()
                    .asByteArray();
            return Optional.of(
                    new RecordSignature(key.text(), Base64.getEncoder().encodeToString(signature)));
        } catch (SdkException refused) {
            log.accept("a record stays unsigned: KMS did not sign with " + key.text() + ": " + refused.getMessage());
            return Optional.empty();
        }
    }
}
