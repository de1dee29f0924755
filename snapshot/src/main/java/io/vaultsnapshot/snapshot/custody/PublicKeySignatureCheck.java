package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Checks signatures with public keys. An audit of thousands of records needs one request for each key. */
public final class PublicKeySignatureCheck implements SignatureCheck {
    private final PublicKeys keys;
    private final Map<String, byte[]> known = new HashMap<>();

    /** Checks with the given keys. */
    public PublicKeySignatureCheck(PublicKeys keys) {
        this.keys = keys;
    }

    /** A source of public keys. */
    @FunctionalInterface
    public interface PublicKeys {
        /**
         * Returns the key of an ARN in X.509 form.
         *
         * @throws StoreUnavailableException if the key could not be read
         */
        byte[] of(String keyArn) throws StoreUnavailableException;
    }

    @Override
    public boolean fits(RecordSignature signature, byte[] signedBytes) throws StoreUnavailableException {
        byte[] encoded = known.get(signature.keyArn());
        if (encoded == null) {
            encoded = keys.of(signature.keyArn());
            known.put(signature.keyArn(), encoded);
        }
        try {
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(signedBytes);
            return check.verify(Base64.getDecoder().decode(signature.value()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
