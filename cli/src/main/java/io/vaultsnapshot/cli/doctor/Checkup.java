package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.document.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks that were made, in their order. What needs something that is not right is not looked at. */
public final class Checkup {
    private final Consumer<String> progress;
    private final List<Check> checks = new ArrayList<>();

    /**
     * Creates an empty one.
     *
     * @param progress gets the name of each check before it is made
     */
    public Checkup(Consumer<String> progress) {
        this.progress = progress;
    }

    /** Looks at a subject that is about all clusters. */
    void look(Subject subject, Supplier<Seen> look) {
        look(subject, null, look);
    }

    /** Looks at a subject of a cluster, if what it needs is right. */
    void look(Subject subject, @Nullable String cluster, Supplier<Seen> look) {
        progress.accept(subject.id() + (cluster == null ? "" : " of " + cluster));
        Seen seen = subject.needs().stream()
                .filter(need -> !isRight(need, cluster))
                .findFirst()
                .map(need -> Seen.skipped("needs '" + need.id() + "'"))
                .orElseGet(look);
        checks.add(new Check(subject, cluster, seen.outcome(), printable(seen.text()), seen.next()));
    }

    /** Whether a subject was found right, for all clusters or for the given one. */
    private boolean isRight(Subject subject, @Nullable String cluster) {
        List<Check> made = checks.stream()
                .filter(check -> check.subject() == subject)
                .filter(check -> check.cluster() == null || check.cluster().equals(cluster))
                .toList();
        return !made.isEmpty() && made.stream().allMatch(check -> check.outcome() == Outcome.OK);
    }

    /** Returns the checks in their order. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Returns how many checks ended so. */
    public long count(Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    /** Returns the first outcome of these that a check had. */
    public Optional<Outcome> worst() {
        return List.of(Outcome.MISS, Outcome.UNKNOWN).stream()
                .filter(outcome -> count(outcome) > 0)
                .findFirst();
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.DOCTOR_OUTPUT.text());
        map.put("right", worst().isEmpty());
        map.put("checks", checks.stream().map(Check::toMap).toList());
        return map;
    }

    /** What a program or a bucket answered may hold what a terminal obeys. */
    private static String printable(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
