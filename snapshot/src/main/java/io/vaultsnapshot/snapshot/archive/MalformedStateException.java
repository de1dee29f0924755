package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;

/**
 * The entries of {@code state.bin} cannot be followed any further. Unlike {@link MalformedArchiveException} it ends
 * only the look at the entries: the member's remaining bytes are still hashed and the archive is read on.
 */
final class MalformedStateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    MalformedStateException(FindingCode code, String message, long offset) {
        super(message, null, false, false);
        this.finding = new Finding(code, message, offset);
    }

    Finding finding() {
        return finding;
    }
}
