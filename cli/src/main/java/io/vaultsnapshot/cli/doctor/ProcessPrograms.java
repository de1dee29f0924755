package io.vaultsnapshot.cli.doctor;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Programs as processes, with the environment of this one. */
public final class ProcessPrograms implements Programs {
    /** The exit code of a program that was ended, or did not start. */
    private static final int NO_ANSWER = -1;

    /** No question in a pager, few attempts, and no warning about an old Python. */
    private static final Map<String, String> QUIET =
            Map.of("AWS_PAGER", "", "AWS_MAX_ATTEMPTS", "2", "PYTHONWARNINGS", "ignore");

    private final String path;
    private final Duration longest;

    /**
     * Creates it.
     *
     * @param path the folders that are searched, as PATH has them
     * @param longest how long a program may take
     */
    public ProcessPrograms(String path, Duration longest) {
        this.path = path;
        this.longest = longest;
    }

    @Override
    public Optional<Path> find(String name) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    @Override
    public Answer run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(QUIET);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return answer(process, command.get(0));
        } catch (IOException notStarted) {
            return new Answer(NO_ANSWER, "", command.get(0) + " cannot be started: " + notStarted.getMessage());
        }
    }

    private Answer answer(Process process, String name) {
        CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        try {
            if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(process.exitValue(), out.join(), err.join());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Answer(NO_ANSWER, "", name + " gave no answer within " + longest.toSeconds() + " s");
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
