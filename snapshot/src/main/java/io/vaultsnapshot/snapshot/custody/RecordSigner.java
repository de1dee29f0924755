package io.vaultsnapshot.snapshot.custody;

import io.vaultsnapshot.contract.record.RecordSignature;
import java.util.Optional;

/** Signs records. */
public interface RecordSigner {
    /** Signs nothing. */
    RecordSigner NONE = digest -> Optional.empty();

    /**
     * Returns a signature over a SHA-256 digest, or empty when records are not signed or the signer did not answer. An
     * unsigned record is better than none, and the audit reports it.
     */
    Optional<RecordSignature> sign(byte[] digest);
}
