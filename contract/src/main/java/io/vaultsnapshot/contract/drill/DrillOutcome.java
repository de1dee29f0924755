package io.vaultsnapshot.contract.drill;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a drill ended, in the drill's own word or in the verifier's when it compared the proof. */
public sealed interface DrillOutcome permits DrillResult, ProofFinding {
    /** Returns the word used in documents, such as {@code STAYED_SEALED}. */
    String name();

    /** Returns one sentence that says what it means. */
    String meaning();

    /** Returns what a person should do next. */
    String hint();

    /** Returns whether subscribers are told. */
    boolean isFailure();

    /** Returns the anchor of its section in {@code docs/runbook.md}, such as {@code drill-stayed-sealed}. */
    default String runbookAnchor() {
        return "drill-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the outcome of that {@link #name()}, or empty for any other text. */
    static Optional<DrillOutcome> ofName(String name) {
        return Stream.<DrillOutcome>concat(Stream.of(DrillResult.values()), Stream.of(ProofFinding.values()))
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
