package io.vaultsnapshot.verifier.archive;

import io.vaultsnapshot.contract.FindingCode;
import io.vaultsnapshot.contract.document.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects findings in the order they are made, up to a limit no honest archive comes near. */
final class Findings {
    /** An archive with thousands of wrong members must not fill the memory with the news. */
    static final int LIMIT = 100;

    private final List<Finding> list = new ArrayList<>();

    void add(Finding finding) {
        if (list.size() < LIMIT) {
            list.add(finding);
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
