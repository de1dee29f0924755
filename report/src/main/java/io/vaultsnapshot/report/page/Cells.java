package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.report.html.Attribute;
import io.vaultsnapshot.report.html.Element;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import io.vaultsnapshot.report.text.Age;
import io.vaultsnapshot.report.text.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the sections have in common: tables, times, states. */
final class Cells {
    static final String NONE = "–";

    private Cells() {}

    /**
     * Returns a table in a region of its own, which scrolls when it is wider than the page.
     *
     * @param id a name that no other table has
     */
    static Html table(String id, String caption, List<String> heads, List<Html> rows) {
        Html head = Tag.THEAD.of(Tag.TR.of(heads.stream()
                .map(each -> Tag.TH.with(Attribute.SCOPE, "col").of(each))
                .toList()));
        return Tag.DIV
                .with(Attribute.CLASS, "scroll")
                .with(Attribute.ROLE, "region")
                .with(Attribute.TAB_INDEX, "0")
                .with(Attribute.LABELLED_BY, id)
                .of(Tag.TABLE.of(Tag.CAPTION.with(Attribute.ID, id).of(caption), head, Tag.TBODY.of(rows)));
    }

    /** Returns a row whose first cell is its heading. */
    static Html row(Html head, Html... cells) {
        return Tag.TR.of(Stream.concat(
                        Stream.of(Tag.TH.with(Attribute.SCOPE, "row").of(head)),
                        Arrays.stream(cells).map(each -> Tag.TD.of(each)))
                .toList());
    }

    /** Returns lines one below the other. */
    static Html lines(Html... lines) {
        return Html.of(Arrays.stream(lines)
                .filter(each -> !each.toString().isEmpty())
                .map(each -> Tag.DIV.of(each))
                .toList());
    }

    static Html small(String text) {
        return text.isEmpty() ? Html.EMPTY : Tag.SMALL.of(text);
    }

    /** Returns a state with its sign. */
    static Html state(ClusterState state) {
        return Tag.SPAN
                .with(Attribute.CLASS, "state s-" + state.id())
                .of(hidden(sign(state)), Html.text(" " + state.id()));
    }

    private static String sign(ClusterState state) {
        return switch (state) {
            case HEALTHY -> "✓";
            case PAUSED -> "=";
            case PENDING -> "…";
            case UNKNOWN -> "?";
            case UNPROVEN -> "▲";
            case STALE -> "×";
            case INVALID -> "!";
        };
    }

    /** Returns a sign that a screen reader leaves out, since words beside it say the same. */
    static Html hidden(String sign) {
        return Tag.SPAN.with(Attribute.HIDDEN, "true").of(sign);
    }

    /** Returns words for a screen reader only. */
    static Html spoken(String words) {
        return Tag.SPAN.with(Attribute.CLASS, "spoken").of(words);
    }

    static Html time(@Nullable Instant time) {
        if (time == null) {
            return Html.text(NONE);
        }
        Element element = Tag.TIME.with(
                Attribute.DATETIME, time.truncatedTo(ChronoUnit.SECONDS).toString());
        return element.of(Age.time(time));
    }

    /** Returns a length of time to the minute, or below an hour to the second: rounded down it would flatter. */
    static String length(@Nullable Duration length) {
        if (length == null) {
            return NONE;
        }
        Duration shown = length.isNegative() ? Duration.ZERO : length;
        if (shown.toHours() > 0) {
            return shown.toHours() + " h " + shown.toMinutesPart() + " min";
        }
        return (shown.toMinutes() > 0 ? shown.toMinutes() + " min " : "") + shown.toSecondsPart() + " s";
    }

    static String size(@Nullable Long bytes) {
        return bytes == null ? NONE : ByteSize.text(bytes);
    }

    /** Returns a number with its noun, such as {@code 1 backup}. */
    static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
