package io.vaultsnapshot.snapshot.freshness;

import java.time.Instant;

/**
 * A due time of the schedule, and what it means when its snapshot has not come later.
 *
 * @param dueAt when the schedule says the job starts
 * @param lateFrom from when on its snapshot is later than usual, which is not told
 * @param staleFrom from when on it is overdue, which subscribers are told
 */
public record DueTime(Instant dueAt, Instant lateFrom, Instant staleFrom) {}
