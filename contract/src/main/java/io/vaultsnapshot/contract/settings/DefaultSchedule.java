package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.schedule.CronExpression;
import java.util.zip.CRC32;

/**
 * The schedule of a cluster that names none: on weekdays, in the hour after 02:00. The minute follows from the cluster's name.
 * With one minute for all, the verifications of a whole fleet would wait for each other.
 */
final class DefaultSchedule {
    /** As a person reads it. */
    static final String TEXT = after("<minute>");

    private static final int MINUTES = 60;

    private DefaultSchedule() {}

    /** Returns the schedule; always the same for the same name. */
    static CronExpression of(ClusterSettings cluster) {
        CRC32 hash = new CRC32();
        cluster.name().chars().forEach(hash::update);
        return CronExpression.parse(after(String.valueOf(hash.getValue() % MINUTES)));
    }

    private static String after(String minute) {
        return minute + " 2 * * 1-5";
    }
}
