package io.vaultsnapshot.demo;

import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The workspace of one run, in a temporary folder. Its programs end with it, also when the person presses Ctrl-C. */
final class TemporaryWorkspace implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 10;

    private final Workspace workspace;
    private final StepPrinter printer;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Thread onInterrupt;
    private boolean remove;

    /**
     * Creates it.
     *
     * @param printer is muted by Ctrl-C: everything that fails then fails for that reason
     * @param keep whether Ctrl-C leaves the folder
     */
    TemporaryWorkspace(StepPrinter printer, boolean keep) {
        try {
            workspace = new Workspace(Files.createTempDirectory("vault-snapshot-demo-"));
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot create a temporary folder", unwritable);
        }
        this.printer = printer;
        this.onInterrupt = new Thread(() -> interrupted(keep), "end-demo");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    Workspace workspace() {
        return workspace;
    }

    /** Has the folder removed at the end. Without this call it stays, for the person who looks for a failure. */
    void removeAtEnd() {
        remove = true;
    }

    /** Waits until the person presses Ctrl-C. */
    void awaitInterrupt() {
        try {
            interrupted.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException interrupted) {
            return;
        }
        workspace.close();
        if (remove) {
            remove(workspace.root());
        }
    }

    private void interrupted(boolean keep) {
        printer.mute();
        interrupted.countDown();
        workspace.close();
        try {
            // Without its programs the run fails at its next step. After that it writes nothing into the folder.
            ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!keep) {
            remove(workspace.root());
        }
    }

    /** Removes a folder with its content. What cannot be removed stays. */
    static void remove(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            content.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException | UncheckedIOException inUse) {
            // It is a temporary folder, so the system removes it in the end.
        }
    }
}
