package io.vaultsnapshot.verifier.statemachine;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.NewestSnapshot;
import io.vaultsnapshot.contract.status.OverwrittenSnapshot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices about snapshots whose bytes are right. Each is sent once; its id says what it is about. */
final class Notices {
    private Notices() {}

    /**
     * A notice, to be sent once.
     *
     * @param id the same whenever the same thing is found again
     * @param snapshot the snapshot it is about
     * @param findings what to tell about it
     */
    record Notice(String id, NewestSnapshot snapshot, List<Finding> findings) {}

    /** Returns the notice about warnings in an intact snapshot, one for each version, or empty without any. */
    static Optional<Notice> warnings(ClusterStatus status, @Nullable NewestSnapshot newest) {
        return Optional.ofNullable(newest)
                .filter(snapshot -> snapshot.verdict() == Verdict.INTACT)
                .flatMap(snapshot ->
                        notice(id(status, snapshot.key().format(), String.valueOf(snapshot.versionId())), snapshot));
    }

    /** Returns the notice about a key from the future, one a day: an identity that may write keys can write many. */
    static Optional<Notice> fromTheFuture(ClusterStatus status, NewestSnapshot snapshot, Instant now) {
        String day = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        return notice(id(status, "future", day), snapshot);
    }

    /** Returns the notice about a snapshot that was overwritten, one an hour: whoever may write keys can write many. */
    static Optional<Notice> overwritten(ClusterStatus status, VerificationRecord other, Instant now) {
        String hour = now.truncatedTo(ChronoUnit.HOURS).toString();
        return OverwrittenSnapshot.of(other)
                .map(each ->
                        new Notice(id(status, "overwritten", hour), NewestSnapshot.of(other), List.of(each.finding())));
    }

    private static Optional<Notice> notice(String id, NewestSnapshot snapshot) {
        List<Finding> warnings = warningsOf(snapshot);
        return warnings.isEmpty() ? Optional.empty() : Optional.of(new Notice(id, snapshot, warnings));
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
