package io.vaultsnapshot.e2e.process;

import java.nio.file.Path;

/**
 * What a program that ran to its end left.
 *
 * @param name of the command
 * @param exitCode of the process
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 * @param log the file that keeps both
 */
public record CommandResult(String name, int exitCode, String out, String err, Path log) {
    /**
     * Returns itself if the program succeeded.
     *
     * @throws ProcessFailedException otherwise, with everything it printed
     */
    public CommandResult orFail() {
        if (exitCode != 0) {
            throw new ProcessFailedException(
                    name + " ended with exit code " + exitCode + ", log " + log + "\n" + out + err);
        }
        return this;
    }

    /** Returns everything it printed, standard output first. */
    public String printed() {
        return out + err;
    }
}
