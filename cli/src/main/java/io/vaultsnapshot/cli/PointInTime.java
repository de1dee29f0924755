package io.vaultsnapshot.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time in one of the forms that people write.
 *
 * @param time a time with its offset, or a date and time that needs a zone
 */
record PointInTime(TemporalAccessor time) {
    /** Returns the instant; a time without an offset is one of the given zone. */
    Instant in(ZoneId zone) {
        return time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : LocalDateTime.from(time).atZone(zone).toInstant();
    }

    /** Reads a date, a date and time, or a time with its offset. */
    static final class Converter implements ITypeConverter<PointInTime> {
        @Override
        public PointInTime convert(String text) {
            try {
                return new PointInTime(DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        text.contains("T") ? text : text + "T00:00", OffsetDateTime::from, LocalDateTime::from));
            } catch (DateTimeException notATime) {
                throw new TypeConversionException(
                        "'" + text + "' is not a time such as 2026-11-24, 2026-11-24T02:00 or 2026-11-24T00:00:00Z");
            }
        }
    }
}
