package io.vaultsnapshot.snapshot.archive;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects findings in the order they are made, up to a limit no honest archive comes near. */
final class Findings {
    /** An archive with thousands of wrong members must not fill the memory with the news. */
    static final int LIMIT = 100;

    private final List<Finding> list = new ArrayList<>();
    private @Nullable Long place;

    /** Says where the object is being looked at: findings that name no place of their own are made there. */
    void at(@Nullable Long objectOffset) {
        place = objectOffset;
    }

    void add(Finding finding) {
        if (list.size() < LIMIT) {
            list.add(finding.offset() == null ? new Finding(finding.code(), finding.message(), place) : finding);
        }
    }

    void add(FindingCode code, String message) {
        add(Finding.of(code, message));
    }

    void add(FindingCode code, String message, long offset) {
        add(new Finding(code, message, offset));
    }

    List<Finding> list() {
        return list;
    }
}
