package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Asks a store many things at once. */
public final class Parallel {
    private Parallel() {}

    /**
     * One question.
     *
     * @param <A> what is asked about
     * @param <B> the answer
     */
    @FunctionalInterface
    public interface Question<A, B> {
        /**
         * Answers it.
         *
         * @throws StoreUnavailableException if the store cannot be asked
         */
        B ask(A about) throws StoreUnavailableException;
    }

    /**
     * Returns the answers in the order of the questions. The first failure ends it.
     *
     * @throws StoreUnavailableException if one of them could not be answered
     */
    public static <A, B> List<B> each(ExecutorService workers, List<A> about, Question<A, B> question)
            throws StoreUnavailableException {
        List<Future<B>> futures = about.stream()
                .map(each -> workers.submit(() -> question.ask(each)))
                .toList();
        List<B> answers = new ArrayList<>();
        for (Future<B> future : futures) {
            answers.add(answer(future));
        }
        return answers;
    }

    private static <B> B answer(Future<B> future) throws StoreUnavailableException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof StoreUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted", interrupted);
        }
    }
}
