package io.vaultsnapshot.contract.schedule;

import java.time.Duration;

/** A length of time in words, such as {@code 3 d 40 min}. */
public final class DurationText {
    private DurationText() {}

    /** Returns the duration in days, hours, minutes and seconds; parts that are zero are left out. */
    public static String of(Duration duration) {
        Duration length = duration.abs();
        StringBuilder text = new StringBuilder();
        add(text, length.toDays(), "d");
        add(text, length.toHoursPart(), "h");
        add(text, length.toMinutesPart(), "min");
        add(text, length.toSecondsPart(), "s");
        String words = text.isEmpty() ? "0 s" : text.toString();
        return duration.isNegative() ? "-" + words : words;
    }

    private static void add(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(text.isEmpty() ? "" : " ").append(number).append(' ').append(unit);
        }
    }
}
