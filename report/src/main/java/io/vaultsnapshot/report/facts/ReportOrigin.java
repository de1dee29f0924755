package io.vaultsnapshot.report.facts;

import java.time.Instant;

/**
 * Where a report comes from.
 *
 * @param bucket the bucket that was read
 * @param printedAt when it was read
 * @param printedBy who ran the tool, as AWS or the machine says
 * @param version the version of the tool
 * @param period the days that it is about
 */
public record ReportOrigin(String bucket, Instant printedAt, String printedBy, String version, ReportPeriod period) {}
