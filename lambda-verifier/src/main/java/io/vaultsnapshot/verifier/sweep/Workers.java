package io.vaultsnapshot.verifier.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A bounded number of threads that share out work which mostly waits for the store. Gone with the run that made them. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    Workers(int count) {
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done for one of many. What goes wrong with it is its own business to note. */
    @FunctionalInterface
    interface Step<T, R> {
        R apply(T item);
    }

    /** Returns what the step gives for each, in their order. A bug in one ends the whole. */
    <T, R> List<R> each(Collection<T> items, Step<T, R> step) {
        List<Callable<R>> calls = new ArrayList<>();
        items.forEach(item -> calls.add(() -> step.apply(item)));
        List<R> results = new ArrayList<>();
        try {
            for (Future<R> call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } catch (ExecutionException bug) {
            if (bug.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was stopped", stopped);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
