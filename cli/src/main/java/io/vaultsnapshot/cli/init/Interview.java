package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.contract.settings.SettingsProblem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks for the answers that are not there yet, each until it is allowed. */
public final class Interview {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private final Function<String, Optional<String>> ask;
    private final PrintWriter out;
    private final Map<Question, String> offers;

    /**
     * Creates it.
     *
     * @param ask asks a question and returns the typed line, or empty when the input has ended
     * @param offers answers to take when only Enter is typed
     */
    public Interview(Function<String, Optional<String>> ask, PrintWriter out, Map<Question, String> offers) {
        this.ask = ask;
        this.out = out;
        this.offers = Map.copyOf(offers);
    }

    /** Asks all that is open. Returns whether everything is answered: false when the input ended before. */
    public boolean complete(SettingsDraft draft) {
        return Stream.of(Question.values()).allMatch(question -> draft.has(question) || answered(draft, question));
    }

    /** Asks whether to go on. Only Enter, y or yes mean that. */
    public boolean confirm(String question) {
        return ask.apply(question + " [Y/n]: ")
                .filter(line ->
                        line.isBlank() || line.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
                .isPresent();
    }

    private boolean answered(SettingsDraft draft, Question question) {
        String offer = offers.getOrDefault(question, "");
        while (true) {
            Optional<String> line = ask.apply(question.text() + (offer.isEmpty() ? "" : " [" + offer + "]") + ": ");
            if (line.isEmpty()) {
                return false;
            }
            String typed = line.get().isBlank() ? offer : line.get().strip();
            if (typed.isEmpty()) {
                continue;
            }
            List<SettingsProblem> problems = draft.offer(
                    question, question == Question.CLUSTER ? List.of(SEPARATOR.split(typed)) : List.of(typed));
            if (problems.isEmpty()) {
                return true;
            }
            problems.forEach(problem -> out.println("  " + problem));
        }
    }
}
