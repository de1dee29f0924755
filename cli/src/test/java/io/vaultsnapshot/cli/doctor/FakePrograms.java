package io.vaultsnapshot.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Programs that answer what a test says. The last answer whose words are in the command is given. */
public final class FakePrograms implements Programs {
    private final Map<String, Answer> answers = new LinkedHashMap<>();
    private final TreeSet<String> missing = new TreeSet<>();
    private final List<String> commands = new ArrayList<>();

    /** Answers commands that contain the text. */
    public FakePrograms answer(String text, String out) {
        return put(text, new Answer(0, out, ""));
    }

    /** Fails commands that contain the text. */
    public FakePrograms fail(String text, String err) {
        return put(text, new Answer(255, "", err));
    }

    /** Takes a program off PATH. */
    public FakePrograms without(String program) {
        missing.add(program);
        return this;
    }

    List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public Optional<Path> find(String name) {
        return missing.contains(name) ? Optional.empty() : Optional.of(Path.of("/usr/bin", name));
    }

    @Override
    public Answer run(List<String> command) {
        String line = String.join(" ", command);
        commands.add(line);
        return answers.entrySet().stream()
                .filter(each -> line.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("not expected: " + line));
    }

    private FakePrograms put(String text, Answer answer) {
        answers.remove(text);
        answers.put(text, answer);
        return this;
    }
}
