package io.vaultsnapshot.cli.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Other programs of this machine. */
public interface Programs {
    /**
     * What a program answered.
     *
     * @param exitCode its exit code; another number than 0 also when it did not answer in time
     * @param out what it printed
     * @param err what it printed as errors, or why it gave no answer
     */
    record Answer(int exitCode, String out, String err) {
        /** Returns whether it did what it was asked for. */
        public boolean isGood() {
            return exitCode == 0;
        }

        /** Returns the last line that says something about the failure. */
        public String reason() {
            return err.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) -> second)
                    .orElse("exit code " + exitCode);
        }
    }

    /** Returns where a program is, or empty when it is not on PATH. */
    Optional<Path> find(String name);

    /** Runs a program to its end, and no longer than it may take. Its input is empty. */
    Answer run(List<String> command);
}
