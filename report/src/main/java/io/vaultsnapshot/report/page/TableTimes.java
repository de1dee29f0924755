package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.text.Age;
import java.time.Duration;
import java.time.Instant;

/** How the table of clusters tells times. */
interface TableTimes {
    /** Returns since when a state has lasted. */
    String since(Instant since);

    /** Returns when something was taken. */
    String taken(Instant at);

    /** Returns when something was. */
    String at(Instant at);

    /** Returns when a proof runs out that counts from a time, behind {@link #taken}. */
    String until(Instant from, Instant end);

    /** Returns when the next backup is due. */
    String next(Instant dueAt);

    /** As lengths of time from now, for who looks now. */
    record FromNow(Instant now) implements TableTimes {
        @Override
        public String since(Instant since) {
            return "for " + Age.between(since, now);
        }

        @Override
        public String taken(Instant at) {
            return Age.between(at, now) + " old";
        }

        @Override
        public String at(Instant at) {
            return Age.between(at, now) + " ago";
        }

        @Override
        public String until(Instant from, Instant end) {
            return " of " + Age.of(Duration.between(from, end));
        }

        @Override
        public String next(Instant dueAt) {
            return dueAt.isAfter(now)
                    ? "next in " + Age.between(now, dueAt)
                    : "next was due " + Age.between(dueAt, now) + " ago";
        }
    }

    /** As they are, for a page that somebody opens later: what stands in it stays true. */
    record AsTheyAre() implements TableTimes {
        @Override
        public String since(Instant since) {
            return "since " + Age.time(since);
        }

        @Override
        public String taken(Instant at) {
            return "of " + Age.time(at);
        }

        @Override
        public String at(Instant at) {
            return Age.time(at);
        }

        @Override
        public String until(Instant from, Instant end) {
            return ", good until " + Age.time(end);
        }

        @Override
        public String next(Instant dueAt) {
            return "next due " + Age.time(dueAt);
        }
    }
}
