package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the key of a seal is usable.
 *
 * @param finding what is wrong with it, or why it could not be asked about; null when it is alive
 */
public record SealKeyState(@Nullable Finding finding) {
    /** The key exists, is enabled and is in the region that the snapshot names. */
    public static final SealKeyState ALIVE = new SealKeyState(null);

    /** Returns a key with something wrong. */
    public static SealKeyState of(FindingCode code, String message) {
        return new SealKeyState(Finding.of(code, message));
    }

    /** Returns whether the key can unseal. */
    public boolean isAlive() {
        return finding == null;
    }

    /** Returns whether the question was answered; if not, the key may be usable or not. */
    public boolean isKnown() {
        return finding == null || finding.code().meansKeyUnusable();
    }

    /** Returns what is wrong, or empty. */
    public Optional<Finding> problem() {
        return Optional.ofNullable(finding);
    }
}
