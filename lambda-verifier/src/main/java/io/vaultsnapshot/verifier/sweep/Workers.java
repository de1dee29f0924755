package io.vaultsnapshot.verifier.sweep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A bounded number of threads for work that mostly waits for the store. They end with the run that made them. */
final class Workers implements AutoCloseable {
    private final ExecutorService threads;

    Workers(int count) {
        this.threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "sweep");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What is done for one item. It handles its own expected failures. */
    @FunctionalInterface
    interface Step<T, R> {
        R apply(T item);
    }

    /** Returns the step's result for each item, in their order. An unexpected exception in one ends the run. */
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
