package io.vaultsnapshot.verifier.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What subscribers must be told, worked out a second time and in another way: whole minutes on a calendar without zones,
 * one backup a day at 02:00, every fact kept and everything computed from all facts anew. Shares no code with the
 * product. Time is in minutes; day 0 begins at 0.
 */
public final class BackupsModel {
    public static final int DAY = 1440;
    public static final int DUE_AT = 120;
    public static final int EXPECTED = 15;
    public static final int STARTING_DEADLINE = 10;
    public static final int OBJECTIVE = 25 * 60;
    public static final int SEAL_LOOK_GOOD_FOR = 2 * DAY;
    public static final int BUDGET = 45;
    public static final int CLOCKS = 10;

    /** What looking at a snapshot came to. */
    public enum Look {
        PROVEN,
        INTACT,
        PROVEN_WITH_WARNING,
        CORRUPT,
        SUSPECT,
        UNREAD,
        TIMED_OUT,
        TOO_NEW
    }

    /** A look at a snapshot. */
    public record Seen(int takenAt, int lookedAt, Look look) {
        public boolean read() {
            return look != Look.UNREAD && look != Look.TIMED_OUT;
        }

        public boolean good() {
            return look == Look.PROVEN || look == Look.INTACT || look == Look.PROVEN_WITH_WARNING;
        }
    }

    /** What is to be told: kind, cause, severity. */
    public record Told(String kind, String cause, String severity) {}

    private final int watchedSince;
    private final List<Seen> seen = new ArrayList<>();
    private final Set<Integer> warned = new HashSet<>();
    private final Set<Integer> daysToldOfTheFuture = new HashSet<>();
    private boolean fromTheFuture;
    private Integer unreadSince;
    private Integer sealLookedAt;
    private boolean sealDead;
    private Integer pauseDeclared;
    private Integer pauseInEffect;
    private String cause = "first_snapshot_awaited";
    private String severity = "info";
    private boolean told;
    private int lastTold;

    public BackupsModel(int watchedSince) {
        this.watchedSince = watchedSince;
    }

    public Told assessment() {
        return new Told("", cause, severity);
    }

    public void see(Seen look, int now) {
        if (look.takenAt() > now + CLOCKS) {
            fromTheFuture = look.look() == Look.PROVEN_WITH_WARNING && daysToldOfTheFuture.add(Math.floorDiv(now, DAY));
            return;
        }
        Optional<Seen> before = newest();
        seen.add(look);
        boolean isNews = newest().filter(look::equals).isPresent() && !before.equals(newest());
        if (isNews && look.read()) {
            unreadSince = null;
        } else if (isNews) {
            unreadSince =
                    unreadSince == null || unreadSince > look.lookedAt() ? (Integer) look.lookedAt() : unreadSince;
        }
    }

    public void lookAtSeal(int lookedAt, boolean dead) {
        if (sealLookedAt == null || sealLookedAt <= lookedAt) {
            sealLookedAt = lookedAt;
            sealDead = dead;
        }
    }

    public void declarePause(Integer until) {
        pauseDeclared = until;
    }

    /** Returns what subscribers must be told at this time, in order. */
    public List<Told> settle(int now) {
        List<Told> alerts = new ArrayList<>();
        Integer pause = pause(now);
        boolean pauseBegins = pauseInEffect == null && pause != null;
        Holds holds = worst(now, pause != null);
        boolean pending = newest().filter(each -> each.look() == Look.UNREAD).isPresent() && now < unreadSince + BUDGET;
        if (told && !holds.bad() && pending) {
            holds = new Holds(cause, severity);
        }
        boolean bad = holds.bad();
        boolean same = holds.cause().equals(cause);
        if (same && bad && severity.equals("critical")) {
            holds = new Holds(cause, severity);
        }
        if (pause == null ? pauseInEffect != null : !pause.equals(pauseInEffect)) {
            alerts.add(new Told(pause == null ? "resume" : "pause", holds.cause(), "info"));
        }
        if (bad && (!told || !same || rank(holds.severity()) > rank(severity))) {
            alerts.add(new Told("problem", holds.cause(), holds.severity()));
            lastTold = now;
        } else if (bad && (now >= lastTold + DAY || lastTold > now + CLOCKS)) {
            alerts.add(new Told("reminder", holds.cause(), holds.severity()));
            lastTold = now;
        } else if (!bad && told && !pauseBegins) {
            alerts.add(new Told("recovery", cause, "info"));
        }
        if (fromTheFuture) {
            alerts.add(new Told("notice", holds.cause(), "info"));
            fromTheFuture = false;
        }
        Optional<Seen> warning = newest().filter(each -> each.look() == Look.PROVEN_WITH_WARNING);
        if (warning.isPresent() && warned.add(warning.get().takenAt())) {
            alerts.add(new Told("notice", holds.cause(), "info"));
        }
        cause = holds.cause();
        severity = holds.severity();
        told = bad;
        pauseInEffect = pause;
        return alerts;
    }

    private record Holds(String cause, String severity) {
        boolean bad() {
            return !severity.equals("info");
        }
    }

    private Integer pause(int now) {
        if (pauseDeclared == null) {
            return null;
        }
        int last = pauseDeclared.equals(pauseInEffect) ? pauseDeclared : pauseDeclared - CLOCKS;
        return now < last ? pauseDeclared : null;
    }

    private Holds worst(int now, boolean paused) {
        Optional<Look> newest = newest().map(Seen::look);
        if (newest.equals(Optional.of(Look.CORRUPT))) {
            return new Holds("snapshot_corrupt", "critical");
        }
        if (newest.equals(Optional.of(Look.SUSPECT))) {
            return new Holds("snapshot_suspect", "critical");
        }
        String danger = inDanger(now) ? "critical" : "warning";
        if (!paused && now > due() + EXPECTED + STARTING_DEADLINE) {
            return new Holds(newest.isPresent() ? "snapshot_overdue" : "first_snapshot_overdue", danger);
        }
        if (newest.isEmpty()) {
            return new Holds(paused ? "pause" : "first_snapshot_awaited", "info");
        }
        if (sealDead) {
            return new Holds("seal_key_unusable", "critical");
        }
        String expired = paused ? "" : expired(now);
        return expired.isEmpty() ? milder(newest.get(), now, paused, danger) : new Holds(expired, danger);
    }

    private String expired(int now) {
        if (now > intactUntil()) {
            return "intact_proof_expired";
        }
        boolean byAge = now > unsealableUntil();
        boolean byLook = sealLookedAt != null && now > sealLookGoodUntil();
        if (byAge && (!byLook || unsealableUntil() <= sealLookGoodUntil())) {
            return "unsealable_proof_expired";
        }
        return byLook ? "seal_key_unchecked" : "";
    }

    private Holds milder(Look newest, int now, boolean paused, String danger) {
        if (newest == Look.TOO_NEW) {
            return new Holds("format_unknown", danger);
        }
        if (newest == Look.TIMED_OUT) {
            return new Holds("snapshot_unreadable", danger);
        }
        if (newest == Look.UNREAD) {
            return now >= unreadSince + BUDGET
                    ? new Holds("snapshot_unreadable", danger)
                    : new Holds("proof_awaited", "info");
        }
        if (!paused && now >= due() + EXPECTED) {
            return new Holds("snapshot_awaited", "info");
        }
        return new Holds(paused ? "pause" : "proven", "info");
    }

    private Optional<Seen> newest() {
        int newestKey = seen.stream().mapToInt(Seen::takenAt).max().orElse(-1);
        List<Seen> looks =
                seen.stream().filter(each -> each.takenAt() == newestKey).toList();
        boolean anyRead = looks.stream().anyMatch(Seen::read);
        // The last of those with the greatest time of looking; "last" is the order in which they became known.
        return looks.stream()
                .filter(each -> !anyRead || each.read())
                .reduce((one, other) -> other.lookedAt() >= one.lookedAt() ? other : one);
    }

    private int due() {
        Optional<Seen> newest = newest();
        int after = newest.map(Seen::takenAt).orElse(watchedSince);
        int due = after - Math.floorMod(after - DUE_AT, DAY) + DAY;
        if (newest.isPresent() && due - after <= CLOCKS) {
            due += DAY;
        }
        if (pauseDeclared != null && due <= pauseDeclared) {
            due = pauseDeclared - Math.floorMod(pauseDeclared - DUE_AT, DAY) + DAY;
        }
        return due;
    }

    private boolean inDanger(int now) {
        return seen.stream().noneMatch(Seen::good) || now > intactUntil();
    }

    private int intactUntil() {
        return notBeforePause(newestTaken(Seen::good)) + OBJECTIVE;
    }

    private int unsealableUntil() {
        return notBeforePause(newestTaken(each -> each.good() && each.look() != Look.INTACT)) + OBJECTIVE;
    }

    private int sealLookGoodUntil() {
        return notBeforePause(sealLookedAt) + SEAL_LOOK_GOOD_FOR;
    }

    private int newestTaken(Predicate<Seen> which) {
        return seen.stream()
                .filter(which)
                .map(Seen::takenAt)
                .max(Comparator.naturalOrder())
                .orElse(watchedSince);
    }

    private int notBeforePause(int time) {
        return pauseDeclared == null ? time : Math.max(time, pauseDeclared);
    }

    private static int rank(String severity) {
        return List.of("info", "warning", "critical").indexOf(severity);
    }
}
