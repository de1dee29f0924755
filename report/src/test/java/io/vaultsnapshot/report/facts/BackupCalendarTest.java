package io.vaultsnapshot.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.AlertSeverity;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.status.Assessment;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.PastAlert;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the days of a calendar show. The signs are those of {@link DayMark}. */
class BackupCalendarTest {
    private static final Instant NOW = Instant.parse("2026-11-08T12:00:00Z");
    private static final ReportPeriod WEEK =
            new ReportPeriod(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-08"));

    private final List<BackupSeen> backups = new ArrayList<>();
    private final List<PastAlert> alerts = new ArrayList<>();
    private @Nullable Instant pausedUntil;
    private Instant watchedSince = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void days_eachProof_hasItsSign() {
        backup("2026-11-02T02:00:05Z", ProofLevel.UNSEALABLE);
        backup("2026-11-03T02:00:05Z", ProofLevel.INTACT);
        backups.add(new BackupSeen(key("2026-11-04T02:00:05Z"), 10L, true, null, false));
        backup("2026-11-05T02:00:05Z", ProofLevel.PRESENT, FindingCode.TRUNCATED);
        backups.add(restored("2026-11-06T02:00:05Z"));
        backup("2026-11-07T02:00:05Z", ProofLevel.NONE, FindingCode.STORE_UNAVAILABLE);

        assertEquals("UIP!R?×", signs("0 2 * * *"));
    }

    @Test
    void days_nothingCame_isAGapOnlyWhereTheScheduleDemandedIt() {
        // Monday to Friday; the 7th and 8th are a weekend.
        assertEquals("×××××··", signs("0 2 * * 1-5"));
        assertEquals(
                List.of(new Gap(Instant.parse("2026-11-02T02:00:00Z"), Instant.parse("2026-11-06T02:00:00Z"), 5)),
                calendar("0 2 * * 1-5").gaps());
    }

    @Test
    void days_scheduleIsNotKnown_claimNoGap() {
        backup("2026-11-03T02:00:05Z", ProofLevel.INTACT);

        BackupCalendar calendar = BackupCalendar.of(facts(null), WEEK, NOW);

        assertEquals("-I-----", signs(calendar));
        assertEquals(List.of(), calendar.gaps());
        assertFalse(calendar.scheduleKnown());
    }

    @Test
    void days_someOfTheDayAreMissing_isPartialAndNamesHowMany() {
        backup("2026-11-08T00:00:05Z", ProofLevel.UNSEALABLE);
        backup("2026-11-08T06:00:05Z", ProofLevel.UNSEALABLE);

        CalendarDay day = calendar("0 */3 * * *").days().get(6);

        // 00, 03, 06 and 09 were due; the run of 12 has just begun.
        assertEquals(new CalendarDay(LocalDate.parse("2026-11-08"), 4, 2, 2, DayMark.UNSEALABLE), day);
        assertEquals("proven whole, has what unsealing needs, 2 taken of 4 due, 2 missing", day.words());
    }

    @Test
    void days_clockOfTheNodeIsSlow_countsForTheRunThatItWasTakenFor() {
        backup("2026-11-03T01:55:00Z", ProofLevel.INTACT);

        assertEquals("×I×××××", signs("0 2 * * *"));
    }

    @Test
    void days_stillInGrace_isAwaited() {
        assertEquals("××××××…", signs("45 11 * * *"));
    }

    @Test
    void days_beforeTheVerifierWatched_areNoGaps() {
        watchedSince = Instant.parse("2026-11-06T20:00:00Z");

        assertEquals("·····××", signs("0 2 * * *"));
    }

    @Test
    void days_pauses_areNoGaps() {
        alerts.add(alert("2026-11-02T20:00:00Z", AlertKind.PAUSE));
        alerts.add(alert("2026-11-04T12:00:00Z", AlertKind.RESUME));
        alerts.add(alert("2026-11-06T12:00:00Z", AlertKind.PAUSE));
        pausedUntil = Instant.parse("2026-11-30T00:00:00Z");

        assertEquals("×==××==", signs("0 2 * * *"));
    }

    @Test
    void days_oneOfSeveralIsCorrupt_showsThat() {
        backup("2026-11-02T02:00:05Z", ProofLevel.UNSEALABLE);
        backup("2026-11-02T03:00:05Z", ProofLevel.PRESENT, FindingCode.TRUNCATED);

        assertEquals("!××××××", signs("0 2 * * *"));
    }

    private String signs(String schedule) {
        return signs(calendar(schedule));
    }

    private static String signs(BackupCalendar calendar) {
        return calendar.days().stream().map(day -> day.mark().sign()).collect(Collectors.joining());
    }

    private BackupCalendar calendar(String schedule) {
        ClusterSettings cluster = SettingsParser.parse(Map.of(
                        "account",
                        "111122223333",
                        "region",
                        "eu-north-1",
                        "clusters",
                        List.of(Map.of("name", "demo", "schedule", schedule))))
                .clusters()
                .get(0);
        return BackupCalendar.of(facts(cluster), WEEK, NOW);
    }

    private ClusterFacts facts(@Nullable ClusterSettings settings) {
        ClusterStatus first = ClusterStatus.firstSeen("demo", watchedSince);
        Assessment assessment =
                new Assessment(Situation.quiet(Cause.PROVEN, watchedSince), null, pausedUntil, alerts.size(), alerts);
        ClusterStatus status = new ClusterStatus("demo", assessment, first.observations(), List.of(), List.of());
        return new ClusterFacts(status, settings, backups, List.of(), List.of(), List.of(), new Custody.NotAsked());
    }

    private static PastAlert alert(String at, AlertKind kind) {
        return new PastAlert(at, Instant.parse(at), kind, Cause.PAUSE, AlertSeverity.INFO);
    }

    private void backup(String takenAt, ProofLevel level, FindingCode... codes) {
        backups.add(new BackupSeen(key(takenAt), 10L, true, record(takenAt, level, codes), false));
    }

    private static BackupSeen restored(String takenAt) {
        return new BackupSeen(key(takenAt), 10L, true, record(takenAt, ProofLevel.UNSEALABLE), true);
    }

    private static VerificationRecord record(String takenAt, ProofLevel level, FindingCode... codes) {
        return new VerificationRecord(
                new SnapshotVersion(key(takenAt), "v1"),
                Instant.parse(takenAt),
                Verdict.of(List.of(codes)),
                level,
                level == ProofLevel.NONE ? null : ArchiveReports.of("aa", 10),
                null,
                List.of(codes).stream().map(code -> Finding.of(code, "m")).toList());
    }

    private static SnapshotKey key(String takenAt) {
        return new SnapshotKey("demo", Instant.parse(takenAt));
    }
}
