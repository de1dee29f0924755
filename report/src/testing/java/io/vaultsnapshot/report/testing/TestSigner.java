package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** Signs records as KMS does, with a key of its own. */
public final class TestSigner implements RecordSigner {
    /** The name of the key. */
    public static final String ARN =
            "arn:aws:kms:eu-north-1:111122223333:key/5d0e7c1a-7f0e-4c57-9f1b-3a1d2c4b5e6f";

    private final KeyPair keys;

    /** Makes a key. */
    public TestSigner() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Returns the public key in X.509 form. */
    public byte[] publicKey() {
        return keys.getPublic().getEncoded();
    }

    @Override
    public Optional<RecordSignature> sign(byte[] digest) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(digest);
            return Optional.of(new RecordSignature(ARN, Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
