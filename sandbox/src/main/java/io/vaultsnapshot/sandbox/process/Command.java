package io.vaultsnapshot.sandbox.process;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name a short file name: logs and failures use it
 * @param line program and arguments
 * @param environment the whole environment; nothing is inherited
 * @param folder working folder
 */
public record Command(String name, List<String> line, Map<String, String> environment, Path folder) {
    private static final List<String> INHERITED = List.of("PATH", "HOME");

    /** Copies list and map. */
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /** Returns a command with this JVM's {@code PATH} and {@code HOME} as its environment. */
    public static Command of(String name, Path folder, String... line) {
        Map<String, String> environment = new LinkedHashMap<>(System.getenv());
        environment.keySet().retainAll(INHERITED);
        return new Command(name, List.of(line), environment, folder);
    }

    /** Returns this command with one more variable. */
    public Command with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    /** Returns this command with more variables. */
    public Command with(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new Command(name, line, more, folder);
    }
}
