package io.vaultsnapshot.cli.restore;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Runs commands with {@code sh}, in the folder of this process and with its environment. */
public final class ProcessShell implements Shell {
    private final OutputStream shown;

    /** Runs commands whose output is shown while they run. */
    public ProcessShell(OutputStream shown) {
        this.shown = shown;
    }

    @Override
    public Answer run(String command, Map<RestoreVariable, String> variables) throws IOException {
        Process process = builder(command, variables).redirectErrorStream(true).start();
        process.getOutputStream().close();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (var in = process.getInputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                output.write(buffer, 0, count);
                shown.write(buffer, 0, count);
                shown.flush();
            }
        }
        return new Answer(exitCode(process), output.toString(StandardCharsets.UTF_8));
    }

    @Override
    public Answer runTyped(String command, Map<RestoreVariable, String> variables) throws IOException {
        return new Answer(exitCode(builder(command, variables).inheritIO().start()), "");
    }

    private static ProcessBuilder builder(String command, Map<RestoreVariable, String> variables) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        variables.forEach((variable, value) -> builder.environment().put(variable.name(), value));
        return builder;
    }

    private static int exitCode(Process process) throws InterruptedIOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroy();
            throw new InterruptedIOException("interrupted");
        }
    }
}
