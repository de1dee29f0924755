package io.vaultsnapshot.sandbox.process;

import java.nio.file.Path;

/**
 * What a program left that ran to its end.
 *
 * @param name of the command
 * @param exitCode of the process
 * @param out its standard output
 * @param err its standard error
 * @param log the file that keeps standard output; the other is beside it
 */
public record CommandResult(String name, int exitCode, String out, String err, Path log) {
    /**
     * Returns itself if the program succeeded.
     *
     * @throws ProcessFailedException otherwise, with everything that it printed
     */
    public CommandResult orFail() {
        if (exitCode != 0) {
            throw new ProcessFailedException(
                    name + " ended with exit code " + exitCode + ", log " + log + "\n" + printed());
        }
        return this;
    }

    /** Returns everything that it printed, standard output first. */
    public String printed() {
        return out + err;
    }
}
