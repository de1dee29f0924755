package io.vaultsnapshot.snapshot.archive.finding;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import org.jspecify.annotations.Nullable;

/**
 * A layer of the archive cannot be read any further. The reader turns it into the finding that it carries, so callers
 * of the reader never see it. It has no stack trace: the trace tells nothing about the bytes, and hostile input can
 * cause many exceptions.
 */
public final class MalformedArchiveException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    /** Creates the exception for the current place, see {@link Findings#at}. */
    public MalformedArchiveException(FindingCode code, String message) {
        this(code, message, null);
    }

    /** Creates the exception for an offset in the object. */
    public MalformedArchiveException(FindingCode code, String message, @Nullable Long offset) {
        super(message, null, false, false);
        this.finding = new Finding(code, message, offset);
    }

    /** Returns what is wrong. */
    public Finding finding() {
        return finding;
    }
}
