package io.vaultsnapshot.contract.settings;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The form that a setting's value must have. Turns the raw value of a JSON document into the one to use. */
public final class Form {
    private final String description;
    private final Function<Object, Optional<Object>> reader;

    private Form(String description, Function<Object, Optional<Object>> reader) {
        this.description = description;
        this.reader = reader;
    }

    /** Returns what is allowed, to follow the words "must be". */
    public String description() {
        return description;
    }

    /** Returns the value to use, or empty when the raw value does not have this form. */
    Optional<Object> read(Object raw) {
        return reader.apply(raw);
    }

    /** Returns the words for a value that does not have this form. */
    String problem(Object raw) {
        return (raw instanceof String ? "'" + raw + "'" : raw) + " is not allowed; must be " + description;
    }

    static Form text(String description, Predicate<String> allowed) {
        return new Form(
                description,
                raw -> raw instanceof String text && allowed.test(text) ? Optional.of(text) : Optional.empty());
    }

    static Form matching(String description, String regex) {
        return text(description, Pattern.compile(regex).asMatchPredicate());
    }

    static Form timeZone() {
        return text("a time zone of the IANA database, such as Europe/Helsinki", Form::isTimeZone);
    }

    static Form utcTime() {
        return text("a UTC time such as 2026-12-24T06:00:00Z", Form::isUtcTime);
    }

    static Form yesOrNo() {
        return new Form("true or false", raw -> raw instanceof Boolean ? Optional.of(raw) : Optional.empty());
    }

    static Form integer(int min, int max, String what) {
        return new Form(what + ", " + min + " to " + max, raw -> {
            // CDK hands JSON numbers over as whatever jsii makes of them, so 3 may come as 3.0.
            if (raw instanceof Number number && number.doubleValue() == number.intValue()) {
                int value = number.intValue();
                return value >= min && value <= max ? Optional.of(value) : Optional.empty();
            }
            return Optional.empty();
        });
    }

    static <E extends Enum<E>> Form oneOf(E[] constants, Function<E, String> wordOf) {
        String words = Arrays.stream(constants).map(wordOf).collect(Collectors.joining(" or "));
        return text(words, text -> Arrays.stream(constants)
                .anyMatch(each -> wordOf.apply(each).equals(text)));
    }

    private static boolean isUtcTime(String text) {
        try {
            return text.equals(Instant.parse(text).toString());
        } catch (DateTimeParseException notATime) {
            return false;
        }
    }

    /** Names only: {@code ZoneId.of} would take UTC+2 and Z as well, which a CronJob refuses. */
    private static boolean isTimeZone(String text) {
        return ZoneId.getAvailableZoneIds().contains(text) && !text.startsWith("SystemV/");
    }
}
