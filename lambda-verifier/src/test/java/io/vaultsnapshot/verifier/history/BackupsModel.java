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
        TOO_NEW
    }

    /** A look at a snapshot. */
    public record Seen(int takenAt, int lookedAt, Look look) {
        public boolean read() {
            return look != Look.UNREAD;
        }

        public boolean good() {
            return look == Look.PROVEN || look == Look.INTACT || look == Look.PROVEN_WITH_WARNING;
        }
    }

    /** What is to be told: kind, state, level, severity. */
    public record Told(String kind, String state, String level, String severity) {}

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
    private String state = "never";
    private String level = "none";
    private String severity = "info";
    private boolean first = true;
    private boolean told;
    private int lastTold;

    public BackupsModel(int watchedSince) {
        this.watchedSince = watchedSince;
    }

    public Told standing() {
        return new Told("", state, level, severity);
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
        String[] holds = worst(now, pause != null);
        boolean bad = !holds[2].equals("info");
        boolean pending = newest().filter(each -> !each.read()).isPresent() && now < unreadSince + BUDGET;
        if (told && !bad && pending) {
            holds = new String[] {state, level, severity};
            bad = true;
        }
        boolean same = holds[0].equals(state) && holds[1].equals(level);
        if (same && bad && severity.equals("critical")) {
            holds[2] = "critical";
        }
        if (pause == null ? pauseInEffect != null : !pause.equals(pauseInEffect)) {
            alerts.add(new Told("notice", holds[0], "none", "info"));
        }
        if (bad && (!told || !same || rank(holds[2]) > rank(severity))) {
            alerts.add(new Told("problem", holds[0], holds[1], holds[2]));
            lastTold = now;
        } else if (bad && (now >= lastTold + DAY || lastTold > now + CLOCKS)) {
            alerts.add(new Told("reminder", holds[0], holds[1], holds[2]));
            lastTold = now;
        } else if (!bad && told && !pauseBegins) {
            alerts.add(new Told("recovery", state, level, "info"));
        } else if (!bad && !same && !first) {
            alerts.add(new Told("change", holds[0], holds[1], "info"));
        }
        first = false;
        if (fromTheFuture) {
            alerts.add(new Told("notice", holds[0], "none", "info"));
            fromTheFuture = false;
        }
        Optional<Seen> warning = newest().filter(each -> each.look() == Look.PROVEN_WITH_WARNING);
        if (warning.isPresent() && warned.add(warning.get().takenAt())) {
            alerts.add(new Told("notice", holds[0], "none", "info"));
        }
        state = holds[0];
        level = holds[1];
        severity = holds[2];
        told = bad;
        pauseInEffect = pause;
        return alerts;
    }

    private Integer pause(int now) {
        if (pauseDeclared == null) {
            return null;
        }
        int last = pauseDeclared.equals(pauseInEffect) ? pauseDeclared : pauseDeclared - CLOCKS;
        return now < last ? pauseDeclared : null;
    }

    private String[] worst(int now, boolean paused) {
        Optional<Seen> newest = newest();
        if (newest.isPresent()
                && (newest.get().look() == Look.CORRUPT || newest.get().look() == Look.SUSPECT)) {
            return new String[] {"invalid", "intact", "critical"};
        }
        int due = due();
        String danger = inDanger(now) ? "critical" : "warning";
        if (!paused && now > due + EXPECTED + STARTING_DEADLINE) {
            return new String[] {newest.isPresent() ? "stale" : "never", "present", danger};
        }
        if (sealDead && newest.isPresent()) {
            return new String[] {"unproven", "unsealable", "critical"};
        }
        if (!paused && newest.isPresent() && now > intactUntil()) {
            return new String[] {"unproven", "intact", danger};
        }
        if (!paused && newest.isPresent() && now > unsealableUntil()) {
            return new String[] {"unproven", "unsealable", danger};
        }
        boolean unread = newest.isPresent() && !newest.get().read();
        boolean tooNew = newest.isPresent() && newest.get().look() == Look.TOO_NEW;
        if (tooNew || (unread && now >= unreadSince + BUDGET)) {
            return new String[] {"unknown", "intact", danger};
        }
        if (newest.isEmpty()) {
            return new String[] {"never", "present", "info"};
        }
        if (unread) {
            return new String[] {"late", "intact", "info"};
        }
        if (!paused && now >= due + EXPECTED) {
            return new String[] {"late", "present", "info"};
        }
        return new String[] {paused ? "paused" : "healthy", "none", "info"};
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
        int byAge = notBeforePause(newestTaken(each -> each.good() && each.look() != Look.INTACT)) + OBJECTIVE;
        return sealLookedAt == null ? byAge : Math.min(byAge, notBeforePause(sealLookedAt) + SEAL_LOOK_GOOD_FOR);
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
