package io.vaultsnapshot.snapshot.freshness;

import java.time.Instant;

/**
 * A time at which the schedule starts a backup, and from when on its missing snapshot is late or overdue.
 *
 * @param dueAt when the schedule starts the job
 * @param lateFrom from when on the snapshot is later than usual; no alert is sent
 * @param staleFrom from when on the snapshot is overdue; an alert is sent
 */
public record DueTime(Instant dueAt, Instant lateFrom, Instant staleFrom) {}
