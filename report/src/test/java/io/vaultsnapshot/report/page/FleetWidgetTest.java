package io.vaultsnapshot.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.testing.GeneratedFleet;
import io.vaultsnapshot.report.testing.HostileFacts;
import io.vaultsnapshot.report.testing.SamplePages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The drawing for CloudWatch, as text. */
class FleetWidgetTest {
    private static final Pattern ELEMENT = Pattern.compile("<([a-z0-9-]+)");

    @Test
    void widget_largeFleet_hasTheWorstAndCountsTheRest() throws Exception {
        FleetIndex index = SamplePages.index(40);
        String drawn = FleetWidget.of(index, GeneratedFleet.NOW);

        assertEquals(FleetWidget.MOST_LINES, drawn.split("<th scope=\"row\">", -1).length - 1);
        assertTrue(drawn.contains("15 more: ./vault-snapshot status"), drawn);
        assertTrue(
                drawn.indexOf(index.worstFirst().get(0).getKey())
                        < drawn.indexOf(index.worstFirst().get(1).getKey()),
                drawn);
        assertFalse(drawn.contains("Nothing in this table is news"), drawn);
    }

    @Test
    void widget_verifierIsDead_saysSo() throws Exception {
        String drawn = FleetWidget.of(SamplePages.index(1), GeneratedFleet.NOW.plus(Duration.ofHours(2)));

        assertTrue(drawn.contains("The verifier has not ended a sweep since"), drawn);
    }

    @Test
    void widget_noCluster_saysSo() {
        assertTrue(FleetWidget.of(new FleetIndex(GeneratedFleet.NOW, Map.of()), GeneratedFleet.NOW)
                .contains("No cluster is watched."));
    }

    /** CloudWatch removes what runs or loads something. Nothing of this drawing may be missing then. */
    @Test
    void widget_itsElements_areNoneThatCloudWatchRemoves() throws Exception {
        Set<String> elements = new TreeSet<>();
        ELEMENT.matcher(FleetWidget.of(SamplePages.index(40), GeneratedFleet.NOW) + FleetWidget.failure("x"))
                .results()
                .forEach(each -> elements.add(each.group(1)));

        assertEquals(
                Set.of(
                        "b", "caption", "div", "li", "p", "small", "span", "table", "tbody", "td", "th", "thead", "tr",
                        "ul"),
                elements);
    }

    static List<String> hostileTexts() {
        return HostileFacts.TEXTS;
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void failure_hostileText_isOnlyText(String text) {
        String drawn = FleetWidget.failure(text);

        assertEquals(3, ELEMENT.matcher(drawn).results().count(), drawn);
        assertTrue(drawn.contains("This says nothing about the backups."), drawn);
        assertTrue(drawn.length() < 20_000);
    }
}
