package io.vaultsnapshot.report.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and lengths of time in few characters, for tables. */
public final class Age {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int DAYS_WITHOUT_HOURS = 3;

    private Age() {}

    /** Returns the time between two times as {@code 40 min}, {@code 26 h} or {@code 12 d}; a negative one is 0. */
    public static String between(Instant from, Instant to) {
        return of(Duration.between(from, to));
    }

    /** Returns a length of time as {@code 40 min}, {@code 26 h} or {@code 12 d}; a negative one is {@code 0 min}. */
    public static String of(Duration length) {
        if (length.toHours() < 1) {
            return Math.max(0, length.toMinutes()) + " min";
        }
        return length.toDays() < DAYS_WITHOUT_HOURS ? length.toHours() + " h" : length.toDays() + " d";
    }

    /** Returns a time to the minute, in UTC. */
    public static String time(Instant time) {
        return TIME.format(time);
    }
}
