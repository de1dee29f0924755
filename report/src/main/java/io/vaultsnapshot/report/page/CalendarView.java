package io.vaultsnapshot.report.page;

import io.vaultsnapshot.report.facts.BackupCalendar;
import io.vaultsnapshot.report.facts.CalendarDay;
import io.vaultsnapshot.report.facts.DayMark;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The calendar of one cluster: weeks for up to two months, one line for each month when it is longer. */
final class CalendarView {
    /** Longer periods are shown by month. */
    private static final int MOST_DAYS_IN_WEEKS = 62;

    private CalendarView() {}

    static Html draw(String id, String name, BackupCalendar calendar) {
        List<CalendarDay> days = calendar.days();
        return days.size() > MOST_DAYS_IN_WEEKS ? months(id, name, days) : weeks(id, name, days);
    }

    private static Html weeks(String id, String name, List<CalendarDay> days) {
        Map<LocalDate, List<CalendarDay>> weeks = days.stream()
                .collect(Collectors.groupingBy(day -> monday(day.date()), TreeMap::new, Collectors.toList()));
        List<String> heads = new ArrayList<>(List.of("Week of"));
        Arrays.stream(DayOfWeek.values())
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .forEach(heads::add);
        return Tag.DIV
                .with(Attribute.CLASS, "calendar")
                .of(Cells.table(
                        id,
                        "Backups of " + name + " by day (UTC)",
                        heads,
                        weeks.entrySet().stream()
                                .map(week -> week(week.getKey(), week.getValue()))
                                .toList()));
    }

    private static LocalDate monday(LocalDate date) {
        return date.minusDays(date.getDayOfWeek().getValue() - 1L);
    }

    private static Html week(LocalDate monday, List<CalendarDay> days) {
        List<Html> cells = new ArrayList<>();
        cells.add(Tag.TH.with(Attribute.SCOPE, "row").of(monday.toString()));
        for (int offset = 0; offset < 7; offset++) {
            LocalDate date = monday.plusDays(offset);
            cells.add(days.stream()
                    .filter(day -> day.date().equals(date))
                    .map(CalendarView::cell)
                    .findFirst()
                    .orElse(Tag.TD.of()));
        }
        return Tag.TR.of(cells);
    }

    private static Html cell(CalendarDay day) {
        return Tag.TD
                .with(Attribute.CLASS, day.mark().id() + (day.isPartial() ? " partial" : ""))
                .of(
                        Tag.TIME
                                .with(Attribute.DATETIME, day.date().toString())
                                .of(String.valueOf(day.date().getDayOfMonth())),
                        Cells.hidden(sign(day)),
                        Cells.spoken(": " + day.words()));
    }

    private static Html months(String id, String name, List<CalendarDay> days) {
        Map<YearMonth, List<CalendarDay>> months = days.stream()
                .collect(Collectors.groupingBy(day -> YearMonth.from(day.date()), TreeMap::new, Collectors.toList()));
        return Cells.table(
                id,
                "Backups of " + name + " by day (UTC), one sign for each day",
                List.of("Month", "Days"),
                months.entrySet().stream()
                        .map(month -> Cells.row(Html.text(month.getKey().toString()), strip(month.getValue())))
                        .toList());
    }

    /** Returns one sign for each day. Days in a row that look the same share an element, which keeps large fleets small. */
    static Html strip(List<CalendarDay> days) {
        List<Html> runs = new ArrayList<>();
        StringBuilder signs = new StringBuilder();
        for (int i = 0; i < days.size(); i++) {
            signs.append(sign(days.get(i)));
            if (i + 1 == days.size() || days.get(i + 1).mark() != days.get(i).mark()) {
                runs.add(Tag.SPAN.with(Attribute.CLASS, days.get(i).mark().id()).of(signs.toString()));
                signs.setLength(0);
            }
        }
        return Html.of(
                Tag.DIV
                        .with(Attribute.CLASS, "strip")
                        .with(Attribute.HIDDEN, "true")
                        .of(runs),
                Cells.spoken(spoken(days)));
    }

    private static String sign(CalendarDay day) {
        return day.isPartial() ? "÷" : day.mark().sign();
    }

    private static String spoken(List<CalendarDay> days) {
        Map<DayMark, List<CalendarDay>> marks = days.stream()
                .collect(Collectors.groupingBy(
                        CalendarDay::mark, () -> new EnumMap<>(DayMark.class), Collectors.toList()));
        return marks.entrySet().stream()
                .map(each -> Cells.count(each.getValue().size(), "day") + " "
                        + each.getKey().meaning()
                        + (each.getKey().compareTo(DayMark.UNKNOWN) < 0
                                ? ""
                                : " ("
                                        + each.getValue().stream()
                                                .map(day -> day.date().toString())
                                                .collect(Collectors.joining(", "))
                                        + ")"))
                .collect(Collectors.joining("; "));
    }

    /** Returns what the signs mean. */
    static Html legend() {
        return Tag.DIV
                .with(Attribute.CLASS, "legend")
                .of(
                        Tag.UL.of(Arrays.stream(DayMark.values())
                                .map(mark -> Tag.LI.of(
                                        Tag.B
                                                .with(Attribute.CLASS, "mark " + mark.id())
                                                .of(mark.sign()),
                                        Html.text(" " + mark.meaning())))
                                .toList()),
                        Tag.P.of(
                                "÷ instead of the letter: some backups of the day came, and others that were due did not."
                                        + " A day with several backups shows the highest proof, unless one is corrupt or suspect."));
    }
}
