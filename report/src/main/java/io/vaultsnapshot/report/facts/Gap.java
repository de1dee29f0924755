package io.vaultsnapshot.report.facts;

import java.time.Instant;

/**
 * Backups in a row that the schedule demanded and that did not come.
 *
 * @param first when the first of them was due
 * @param last when the last of them was due
 * @param runs how many there are
 */
public record Gap(Instant first, Instant last, int runs) {}
