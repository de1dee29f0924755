package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;

/** Checks signatures of records. */
public interface SignatureCheck {
    /**
     * Returns whether the signature is over these bytes, by the key that it names.
     *
     * @throws StoreUnavailableException if the key could not be read
     */
    boolean fits(RecordSignature signature, byte[] signedBytes) throws StoreUnavailableException;
}
