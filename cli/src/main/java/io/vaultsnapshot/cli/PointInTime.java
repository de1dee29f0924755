package io.vaultsnapshot.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads a time as a person writes it. */
final class PointInTime {
    private PointInTime() {}

    /**
     * Returns the time: a date, a date and time of the given zone, or one with its own offset.
     *
     * @throws IllegalArgumentException for any other text; the message shows the forms
     */
    static Instant parse(String text, ZoneId zone) {
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    text.contains("T") ? text : text + "T00:00", OffsetDateTime::from, LocalDateTime::from);
            return time instanceof OffsetDateTime offset
                    ? offset.toInstant()
                    : LocalDateTime.from(time).atZone(zone).toInstant();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time such as 2026-11-24, 2026-11-24T02:00 or" + " 2026-11-24T00:00:00Z",
                    notATime);
        }
    }
}
