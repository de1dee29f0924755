package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told once about snapshots in which nothing is wrong. A notice's id says what it is about. */
final class Notices {
    private Notices() {}

    /**
     * Something to tell once.
     *
     * @param id the same whenever the same thing is found again
     * @param snapshot the snapshot it is about
     * @param findings what to tell about it
     */
    record Notice(String id, NewestSnapshot snapshot, List<Finding> findings) {}

    /** Returns the notice about warnings in an intact snapshot, one for each version, or null without any. */
    static @Nullable Notice warnings(ClusterStatus status, NewestSnapshot snapshot) {
        List<Finding> warnings = warningsOf(snapshot);
        if (snapshot.verdict() != Verdict.INTACT || warnings.isEmpty()) {
            return null;
        }
        return new Notice(id(status, snapshot.key(), String.valueOf(snapshot.versionId())), snapshot, warnings);
    }

    /** Returns the notice about a key from the future, one a day: whoever may write keys can write many. */
    static @Nullable Notice fromTheFuture(ClusterStatus status, NewestSnapshot snapshot, Instant now) {
        List<Finding> warnings = warningsOf(snapshot);
        String day = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return warnings.isEmpty() ? null : new Notice(id(status, "future", day), snapshot, warnings);
    }

    private static List<Finding> warningsOf(NewestSnapshot snapshot) {
        return snapshot.findings().stream()
                .filter(finding -> finding.code().verdict() == Verdict.INTACT && finding.acknowledged() == null)
                .toList();
    }

    private static String id(ClusterStatus status, String what, String which) {
        return String.join("/", status.cluster(), AlertKind.NOTICE.id(), what, which);
    }
}
