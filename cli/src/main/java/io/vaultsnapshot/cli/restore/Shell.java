package io.vaultsnapshot.cli.restore;

import java.io.IOException;
import java.util.Map;

/** Runs commands. */
public interface Shell {
    /**
     * What a command did.
     *
     * @param exitCode its exit code
     * @param output what it printed, both streams; empty when it had the terminal for itself
     */
    record Answer(int exitCode, String output) {}

    /**
     * Runs a command and returns what it printed.
     *
     * @throws IOException if it could not be started, or the thread was interrupted
     */
    Answer run(String command, Map<RestoreVariable, String> variables) throws IOException;

    /**
     * Runs a command that has the terminal for itself.
     *
     * @throws IOException if it could not be started, or the thread was interrupted
     */
    Answer runTyped(String command, Map<RestoreVariable, String> variables) throws IOException;
}
