package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which snapshots were overwritten, as far as nobody has acknowledged that. They count in the order in which they were found. */
final class OverwriteRules {
    private OverwriteRules() {}

    /** Returns the list after the record of another version was seen. A full list takes no further one. */
    static List<OverwrittenSnapshot> with(List<OverwrittenSnapshot> before, VerificationRecord other) {
        Optional<OverwrittenSnapshot> open = OverwrittenSnapshot.of(other);
        List<OverwrittenSnapshot> after = new ArrayList<>(before);
        if (open.isEmpty()) {
            after.removeIf(each -> isAbout(each, other));
        } else if (!isNamed(before, other) && after.size() < OverwrittenSnapshot.KEPT) {
            after.add(open.get());
        }
        return after;
    }

    /** Returns whether the list names that version. */
    static boolean isNamed(List<OverwrittenSnapshot> overwritten, VerificationRecord other) {
        return overwritten.stream().anyMatch(each -> isAbout(each, other));
    }

    private static boolean isAbout(OverwrittenSnapshot each, VerificationRecord other) {
        return each.key().equals(other.key()) && each.versionId().equals(String.valueOf(other.versionId()));
    }
}
