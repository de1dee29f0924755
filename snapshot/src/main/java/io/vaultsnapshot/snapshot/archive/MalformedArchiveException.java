package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one layer are so wrong that reading it cannot go on. Never leaves this package: the reader turns it into
 * the finding it carries. No stack trace, since where the reader stood is of no interest and hostile input is cheap.
 */
final class MalformedArchiveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    MalformedArchiveException(FindingCode code, String message) {
        this(code, message, null);
    }

    MalformedArchiveException(FindingCode code, String message, @Nullable Long offset) {
        super(message, null, false, false);
        this.finding = new Finding(code, message, offset);
    }

    Finding finding() {
        return finding;
    }
}
