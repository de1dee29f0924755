package io.vaultsnapshot.cli.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a run did, in two files of its folder: {@code transcript.log} for people, and {@code done} with one line for each step,
 * by which an interrupted run goes on. What people typed is in neither.
 */
public final class RestoreJournal {
    private static final String DONE = "done";
    /** The name of the file for people. */
    public static final String TRANSCRIPT = "transcript.log";

    private final Path folder;
    private final Clock clock;

    private RestoreJournal(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens the journal of a plan, and makes its folder when there is none.
     *
     * @throws IOException if the folder has the journal of another plan, or cannot be written
     */
    public static RestoreJournal of(RestorePlan plan, Path folder, Clock clock) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path done = folder.resolve(DONE);
        String what = plan.target().id() + " " + plan.values().get(RestoreVariable.KEY) + " "
                + plan.values().get(RestoreVariable.VERSION_ID);
        if (!Files.exists(done)) {
            Files.writeString(done, what + "\n", StandardOpenOption.CREATE_NEW);
        } else if (!Files.readAllLines(done).get(0).equals(what)) {
            throw new IOException(done + " is of another restore: "
                    + Files.readAllLines(done).get(0) + "; give this one a folder of its own (--folder)");
        }
        return new RestoreJournal(folder, clock);
    }

    /** Returns the steps that were done already. */
    public Set<RestoreStep> done() throws IOException {
        Set<RestoreStep> steps = EnumSet.noneOf(RestoreStep.class);
        List<String> lines = Files.readAllLines(folder.resolve(DONE));
        for (String line : lines.subList(1, lines.size())) {
            steps.add(RestoreStep.valueOf(line));
        }
        return steps;
    }

    /** Notes that a step is done. */
    public void done(RestoreStep step) throws IOException {
        append(DONE, step.name());
    }

    /** Notes something, with its time. */
    public void note(String text) throws IOException {
        append(TRANSCRIPT, clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + text.stripTrailing());
    }

    private void append(String file, String line) throws IOException {
        Files.writeString(
                folder.resolve(file),
                line + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
