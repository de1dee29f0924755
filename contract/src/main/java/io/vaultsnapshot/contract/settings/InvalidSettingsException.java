package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. It holds every problem, so that all can be corrected at once. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SettingsProblem> problems;

    /** Creates the exception; its message has a line for each problem. */
    public InvalidSettingsException(List<SettingsProblem> problems) {
        super(problems.stream()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining("\n", heading(problems), "")));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems in the order of the settings. */
    public List<SettingsProblem> problems() {
        return problems;
    }

    private static String heading(List<SettingsProblem> problems) {
        return "The settings under '" + SettingsParser.CONTEXT_KEY + "' have "
                + (problems.size() == 1 ? "a problem" : problems.size() + " problems") + ":\n";
    }
}
