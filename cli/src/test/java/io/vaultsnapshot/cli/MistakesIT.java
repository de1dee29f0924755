package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The mistakes of a newcomer and the answers of the real launcher, in one file that is read from top to bottom.
 * {@code -Dgolden.update=true} rewrites it.
 */
class MistakesIT {
    private static final Path MISTAKES = Path.of("src/test/resources/mistakes");
    private static final Path ANSWERS = MISTAKES.resolve("answers.txt");

    @TempDir
    private Path folder;

    @Test
    void everyMistake_isAnsweredWithWhatToChange() throws Exception {
        StringBuilder answers = new StringBuilder();
        for (Path mistake : mistakes()) {
            String name = String.valueOf(mistake.getFileName());
            Files.copy(mistake, folder.resolve(name));
            answers.append(answer(name));
        }
        answers.append(answer("16-no-such-file.json"));
        String text = answers.toString().replace(folder.toRealPath() + "/", "/work/");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(ANSWERS, text);
        }

        assertEquals(Files.readString(ANSWERS), text);
    }

    private String answer(String name) throws Exception {
        CommandRun run = new Launcher(folder).run("due", "--settings", name);

        assertEquals(ExitCode.USAGE, run.exitCode(), run::toString);
        assertEquals("", run.out(), name);
        assertTrue(!run.err().contains("Exception") && !run.err().contains("\tat "), run::err);
        return "== " + name + "\n" + run.err() + "\n";
    }

    private static List<Path> mistakes() throws Exception {
        try (Stream<Path> files = Files.list(MISTAKES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
