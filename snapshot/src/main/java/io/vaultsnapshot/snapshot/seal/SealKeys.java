package io.vaultsnapshot.snapshot.seal;

/** Asks the service that keeps the keys of seals whether one is usable. Needs no right to use the key. */
public interface SealKeys {
    /**
     * Returns whether the key is usable. Being unable to ask is an answer too ({@link SealKeyState#isKnown} is false), never an
     * exception: the snapshot is as intact as before.
     *
     * @param keyArn the key's ARN as the snapshot names it; hostile until it is checked
     */
    SealKeyState check(String keyArn);
}
