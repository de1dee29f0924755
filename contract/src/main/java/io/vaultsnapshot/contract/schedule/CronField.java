package io.vaultsnapshot.contract.schedule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/** One field of a cron expression: its range, and the names that stand for numbers in it. */
enum CronField {
    MINUTE("minutes", 0, 59, ""),
    HOUR("hours", 0, 23, ""),
    DAY_OF_MONTH("days of the month", 1, 31, ""),
    MONTH("months", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("weekdays", 0, 6, "sun mon tue wed thu fri sat");

    private final String plural;
    private final int min;
    private final int max;
    private final String names;

    CronField(String plural, int min, int max, String names) {
        this.plural = plural;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /**
     * Returns the values that the text allows: a comma-separated list of {@code *}, values, ranges and steps.
     *
     * @throws IllegalArgumentException if the text is no such list; the message names the part and the reason
     */
    BitSet parse(String text) {
        BitSet allowed = new BitSet(max + 1);
        for (String part : text.split(",", -1)) {
            addPart(allowed, part);
        }
        return allowed;
    }

    /**
     * Returns whether the text leaves the field open, as the rule about day of month and day of week understands it:
     * {@code *} and {@code ?} do, a step above one does not.
     */
    boolean isOpen(String text) {
        for (String part : text.split(",", -1)) {
            String[] rangeAndStep = part.split("/", -1);
            if (isStar(rangeAndStep[0]) && (rangeAndStep.length == 1 || number(rangeAndStep[1], text) == 1)) {
                return true;
            }
        }
        return false;
    }

    private void addPart(BitSet allowed, String part) {
        String[] rangeAndStep = part.split("/", -1);
        if (rangeAndStep.length > 2) {
            throw refused(part, "a part has one '/' at most");
        }
        String[] ends = rangeAndStep[0].split("-", -1);
        if (ends.length > 2) {
            throw refused(part, "a range has one '-'");
        }
        boolean star = isStar(rangeAndStep[0]);
        boolean hasStep = rangeAndStep.length == 2;
        int first = star ? min : value(ends[0], part);
        int last = star ? max : value(ends[ends.length - 1], part);
        if (first > last) {
            throw refused(part, "the range begins after its end");
        }
        int step = hasStep ? step(rangeAndStep[1], part) : 1;
        // "5/15" means from 5 to the end of the range, every 15th. Kubernetes' own cron library reads it so.
        addRange(allowed, first, hasStep && ends.length == 1 ? max : last, step);
    }

    private static void addRange(BitSet allowed, int first, int last, int step) {
        for (int value = first; value <= last; value += step) {
            allowed.set(value);
        }
    }

    private static boolean isStar(String range) {
        return range.equals("*") || range.equals("?");
    }

    private int step(String text, String part) {
        int step = number(text, part);
        if (step == 0) {
            throw refused(part, "a step is at least 1");
        }
        return step;
    }

    private int value(String text, String part) {
        int named = text.isEmpty() ? -1 : Arrays.asList(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + min : number(text, part);
        if (value < min || value > max) {
            throw refused(part, plural + " are " + range());
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("[0-9]{1,4}")) {
            throw refused(part, plural + " are " + range() + (names.isEmpty() ? "" : ", or one of " + names));
        }
        return Integer.parseInt(text);
    }

    private String range() {
        return min + " to " + max + (this == DAY_OF_WEEK ? " (0 is Sunday)" : "");
    }

    private static IllegalArgumentException refused(String part, String reason) {
        return new IllegalArgumentException(part + ": " + reason);
    }
}
