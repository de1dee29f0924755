package io.vaultsnapshot.snapshot.archive.finding;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the findings about one archive in their order, at most {@value #LIMIT}. */
public final class Findings {
    /**
     * No real archive comes near this number. It keeps an archive with thousands of wrong members from filling memory.
     */
    static final int LIMIT = 100;

    private final List<Finding> list = new ArrayList<>();
    private @Nullable Long place;

    /** Sets the place of all findings that are added without one, as an offset in the object. */
    public void at(@Nullable Long objectOffset) {
        place = objectOffset;
    }

    /** Adds a finding. */
    public void add(Finding finding) {
        if (list.size() < LIMIT) {
            list.add(finding.offset() == null ? new Finding(finding.code(), finding.message(), place) : finding);
        }
    }

    /** Adds a finding at the current place. */
    public void add(FindingCode code, String message) {
        add(Finding.of(code, message));
    }

    /** Adds a finding at an offset in the object. */
    public void add(FindingCode code, String message, long offset) {
        add(new Finding(code, message, offset));
    }

    /** Returns the findings so far. */
    public List<Finding> list() {
        return list;
    }
}
