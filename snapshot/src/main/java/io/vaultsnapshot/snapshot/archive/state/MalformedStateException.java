package io.vaultsnapshot.snapshot.archive.state;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;

/**
 * The entries of {@code state.bin} cannot be read any further. Unlike a malformed archive it ends only the reading of
 * entries: the member's remaining bytes are still hashed and the rest of the archive is still read.
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
