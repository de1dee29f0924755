package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.finding.Finding;
import java.util.Optional;

/** Checks whether the keys of seals are usable. Needs no right to use them. */
public interface SealKeys {
    /**
     * Returns what is wrong with a key, or why it could not be checked ({@code KMS_KEY_UNCHECKED}); empty when the key
     * exists, is enabled and is in the region that the snapshot names. A failed check is no exception, since the snapshot
     * is as intact as before.
     *
     * @param keyArn the key's ARN as the snapshot names it; it may be any text
     */
    Optional<Finding> problem(String keyArn);
}
