package io.vaultsnapshot.contract.schedule;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;

/** One field of a cron expression: its name, its range, and the names that stand for numbers in it. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of month", 1, 31, ""),
    MONTH("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    DAY_OF_WEEK("day of week", 0, 6, "sun mon tue wed thu fri sat");

    private final String title;
    private final int min;
    private final int max;
    private final String names;

    CronField(String title, int min, int max, String names) {
        this.title = title;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    /** Returns the values that the text allows: a comma-separated list of {@code *}, values, ranges and steps. */
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
            boolean star = rangeAndStep[0].equals("*") || rangeAndStep[0].equals("?");
            if (star && (rangeAndStep.length == 1 || number(rangeAndStep[1], text) == 1)) {
                return true;
            }
        }
        return false;
    }

    private void addPart(BitSet allowed, String part) {
        String[] rangeAndStep = part.split("/", -1);
        if (rangeAndStep.length > 2) {
            throw problem(part, "has more than one '/'");
        }
        String range = rangeAndStep[0];
        String[] ends = range.split("-", -1);
        if (ends.length > 2) {
            throw problem(part, "has more than one '-'");
        }
        boolean star = range.equals("*") || range.equals("?");
        int first = star ? min : value(ends[0], part);
        int last = star ? max : value(ends[ends.length - 1], part);
        int step = 1;
        if (rangeAndStep.length == 2) {
            step = number(rangeAndStep[1], part);
            // "5/15" is "from 5 to the end, every 15th", as Kubernetes' own cron library reads it.
            last = ends.length == 1 ? max : last;
        }
        if (step == 0) {
            throw problem(part, "has a step of 0");
        }
        if (first > last) {
            throw problem(part, "begins after its end");
        }
        for (int value = first; value <= last; value += step) {
            allowed.set(value);
        }
    }

    private int value(String text, String part) {
        int named = text.isEmpty() ? -1 : Arrays.asList(names.split(" ")).indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 ? named + min : number(text, part);
        if (value < min || value > max) {
            throw problem(part, "is outside " + min + " to " + max);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("[0-9]{1,4}")) {
            throw problem(part, "is not a number" + (names.isEmpty() ? "" : " or one of " + names));
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException problem(String part, String what) {
        return new IllegalArgumentException(title + " '" + part + "' " + what);
    }
}
