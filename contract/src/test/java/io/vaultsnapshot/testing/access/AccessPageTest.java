package io.vaultsnapshot.testing.access;

import static io.vaultsnapshot.testing.GeneratedBlock.row;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.testing.GeneratedBlock;
import io.vaultsnapshot.testing.access.AccessTarget.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/access.md are written from the matrix. */
class AccessPageTest {
    private static final String PAGE = "docs/access.md";
    private static final Set<AccessCell> EXECUTED = Set.copyOf(AccessMatrix.executed());

    @Test
    void page_hasWhatIsAllowed() throws IOException {
        StringBuilder table = new StringBuilder(row("identity", "may", "on, or with")).append(row("---", "---", "---"));
        for (AccessIdentity identity : AccessIdentity.values()) {
            allowed(identity)
                    .forEach((targets, attempts) ->
                            table.append(row(identity.id(), String.join(", ", attempts), targets)));
        }
        GeneratedBlock.check(PAGE, "allowed", table.toString());
    }

    /** Attempts with the same targets share a row. */
    private static Map<String, List<String>> allowed(AccessIdentity identity) {
        Map<String, List<String>> byTargets = new LinkedHashMap<>();
        for (AccessAttempt attempt : AccessAttempt.values()) {
            String targets = AccessTarget.of(attempt.group()).stream()
                    .filter(target -> AccessMatrix.allows(new AccessCell(identity, attempt, target)))
                    .map(AccessTarget::id)
                    .collect(Collectors.joining(", "));
            if (!targets.isEmpty()) {
                byTargets.computeIfAbsent(targets, any -> new ArrayList<>()).add(attempt.id());
            }
        }
        return byTargets;
    }

    @Test
    void page_hasEveryAttempt() throws IOException {
        StringBuilder table = new StringBuilder(row("attempt", "needs", "allowed to", "executed"))
                .append(row("---", "---", "---", "---"));
        for (AccessAttempt attempt : AccessAttempt.values()) {
            List<AccessCell> cells = cells(cell -> cell.attempt() == attempt);
            String who = cells.stream()
                    .filter(AccessMatrix::allows)
                    .map(cell -> cell.identity().id())
                    .distinct()
                    .collect(Collectors.joining(", "));
            table.append(row(attempt.id(), needs(attempt), who.isEmpty() ? "nobody" : who, executed(cells)));
        }
        GeneratedBlock.check(PAGE, "attempts", table.toString());
    }

    private static String needs(AccessAttempt attempt) {
        return AccessTarget.of(attempt.group()).stream()
                .flatMap(target -> attempt.steps(target).stream())
                .map(AccessStep::action)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String executed(List<AccessCell> cells) {
        Set<AccessTarget> tried = targets(cells, EXECUTED::contains);
        Set<AccessTarget> all = targets(cells, any -> true);
        if (tried.equals(all) || all.contains(AccessTarget.OWN_TOKEN)) {
            return "yes";
        }
        String not = cells.stream()
                .filter(cell -> cell.identity() == AccessIdentity.WRITER)
                .flatMap(cell -> StaticOnly.reason(cell).stream())
                .map(reason -> "no: " + reason.text())
                .findFirst()
                .orElseThrow();
        String some = tried.stream().map(AccessTarget::id).collect(Collectors.joining(", "));
        return tried.isEmpty() ? not : "on " + some + "; else " + not;
    }

    private static Set<AccessTarget> targets(List<AccessCell> cells, Predicate<AccessCell> which) {
        return cells.stream().filter(which).map(AccessCell::target).collect(Collectors.toSet());
    }

    @Test
    void page_hasTheKeysOfObjects() throws IOException {
        StringBuilder table = new StringBuilder(row("object", "key")).append(row("---", "---"));
        AccessTarget.of(Group.OBJECT)
                .forEach(target -> table.append(row(target.id(), "`" + target.key("demo", "other") + "`")));
        GeneratedBlock.check(PAGE, "objects", table.toString());
    }

    @Test
    void page_hasTheCounts() throws IOException {
        StringBuilder table = new StringBuilder(row("identity", "cells", "allowed", "refused", "executed"))
                .append(row("---", "---:", "---:", "---:", "---:"));
        Arrays.stream(AccessIdentity.values())
                .forEach(identity -> table.append(counts(identity.id(), cell -> cell.identity() == identity)));
        table.append(counts("all", cell -> true));
        GeneratedBlock.check(PAGE, "counts", table.toString());
    }

    private static String counts(String name, Predicate<AccessCell> which) {
        List<AccessCell> cells = cells(which);
        long allowed = cells.stream().filter(AccessMatrix::allows).count();
        return row(
                name,
                "" + cells.size(),
                "" + allowed,
                "" + (cells.size() - allowed),
                "" + cells.stream().filter(EXECUTED::contains).count());
    }

    /** What a person at three at night must be able to rely on. */
    @Test
    void bypasses_areRefusedToEverybody() {
        List<AccessAttempt> bypasses = List.of(
                AccessAttempt.DELETE,
                AccessAttempt.DELETE_VERSION,
                AccessAttempt.OVERWRITE_THEN_HIDE,
                AccessAttempt.PUT_WITH_ANOTHER_KEY,
                AccessAttempt.PUT_WITH_TAGS,
                AccessAttempt.PUT_WITHOUT_TLS,
                AccessAttempt.PUT_WITHOUT_KMS,
                AccessAttempt.PUT_WITH_OWN_KEY,
                AccessAttempt.SHORTEN_RETENTION,
                AccessAttempt.BYPASS_GOVERNANCE,
                AccessAttempt.LEGAL_HOLD_OFF,
                AccessAttempt.PUT_LIFECYCLE_RULE,
                AccessAttempt.SWITCH_VERSIONING_OFF,
                AccessAttempt.DELETE_BUCKET);

        assertTrue(cells(cell -> bypasses.contains(cell.attempt())).stream().noneMatch(AccessMatrix::allows));
    }

    @Test
    void copyOver_andTags_areRefusedToTheWriter() {
        Stream.of(
                        AccessAttempt.COPY_SNAPSHOT_OVER,
                        AccessAttempt.TAG,
                        AccessAttempt.TAG_VERSION,
                        AccessAttempt.TAG_SUPERSEDED,
                        AccessAttempt.UNTAG)
                .forEach(attempt -> assertFalse(
                        cells(cell -> cell.attempt() == attempt
                                        && cell.identity().id().endsWith("writer"))
                                .stream()
                                .anyMatch(AccessMatrix::allows)));
    }

    private static List<AccessCell> cells(Predicate<AccessCell> which) {
        return AccessMatrix.cells().stream().filter(which).toList();
    }
}
