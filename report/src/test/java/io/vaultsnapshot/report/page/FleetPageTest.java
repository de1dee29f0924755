package io.vaultsnapshot.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.Situation;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.testing.GeneratedFleet;
import io.vaultsnapshot.report.testing.HostileFacts;
import io.vaultsnapshot.report.testing.SamplePages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that a sweep leaves, as text. */
class FleetPageTest {
    private static final String BUCKET = "snapshots";
    private static final Instant LATER = GeneratedFleet.NOW.plus(Duration.ofDays(400));

    private static FleetIndex index;

    @BeforeAll
    static void read() throws Exception {
        index = SamplePages.index(40);
    }

    @Test
    void page_onlyTheClockMoved_isTheSame() {
        FleetIndex later = new FleetIndex(LATER, index.clusters());

        assertEquals(page(index).digest(), page(later).digest());
        assertEquals(page(index).writtenAt(GeneratedFleet.NOW), page(later).writtenAt(GeneratedFleet.NOW));
        assertNotEquals(page(index).writtenAt(GeneratedFleet.NOW), page(index).writtenAt(LATER));
    }

    /** A length of time that ends now would be wrong a minute later. */
    @Test
    void page_ofAnyFleet_hasNoLengthOfTimeThatEndsNow() {
        String words = words(page(index).writtenAt(GeneratedFleet.NOW));

        assertFalse(words.matches("(?s).*\\b[0-9]+ (min|h|d) (old|ago)\\b.*"), words);
        assertFalse(words.contains("next in "), words);
        assertTrue(words.contains("Written 2026-11-27 15:04 UTC"), words);
    }

    @Test
    void page_anyOtherStateOrCluster_isAnother() {
        String name = index.clusters().keySet().iterator().next();
        Map<String, FleetEntry> changed = new TreeMap<>(index.clusters());
        FleetEntry before = changed.remove(name);
        String fewer = page(new FleetIndex(index.sweptAt(), changed)).digest();
        changed.put(
                name,
                new FleetEntry(
                        Situation.quiet(Cause.PAUSE, index.sweptAt()),
                        before.proofs(),
                        before.newest(),
                        before.next(),
                        before.lastDrill()));

        assertNotEquals(page(index).digest(), fewer);
        assertNotEquals(
                page(index).digest(),
                page(new FleetIndex(index.sweptAt(), changed)).digest());
        assertNotEquals(
                page(index).digest(),
                FleetPage.of(BUCKET, index, List.of("lost")).digest());
        assertNotEquals(
                page(index).digest(), FleetPage.of("other", index, List.of()).digest());
    }

    /** Nobody can see from a page that it is no longer written, so it says until when it can be the newest. */
    @Test
    void page_ofAFleet_saysWhenItMustHaveChanged() {
        Instant first = index.clusters().values().stream()
                .filter(each -> each.situation().state() == ClusterState.HEALTHY)
                .map(each -> each.next().staleFrom())
                .min(Instant::compareTo)
                .orElseThrow();
        String by = first.plus(FleetIndex.GOOD_FOR).toString();

        assertTrue(
                words(page(index).writtenAt(LATER))
                        .contains("By " + by.substring(0, 10) + " " + by.substring(11, 16) + " UTC something"),
                by);
        assertTrue(words(page(new FleetIndex(LATER, Map.of())).writtenAt(LATER))
                .contains("No change can be expected here at a known time."));
    }

    @Test
    void page_clustersThatWereNotLookedAt_areNamed() {
        List<String> lost = IntStream.range(0, 30).mapToObj(i -> "lost-" + i).toList();
        String words = words(FleetPage.of(BUCKET, index, lost).writtenAt(LATER));

        assertTrue(words.contains("lost-0 should be watched"), words);
        assertTrue(words.contains("So it is with 10 more clusters."), words);
    }

    @Test
    void page_ofAFleet_saysWhatIsNotInItAndWhereThatIs() {
        assertTrue(words(page(index).writtenAt(LATER))
                .contains("./vault-snapshot report prints a page with all of these"));
    }

    static List<String> hostileTexts() {
        return HostileFacts.TEXTS;
    }

    @ParameterizedTest
    @MethodSource("hostileTexts")
    void page_hostileText_isOnlyText(String text) {
        String drawn = FleetPage.of(text, index, List.of(text)).writtenAt(LATER);

        assertEquals(
                page(index).writtenAt(LATER).replaceAll("[^<]+", "").length() + 4,
                drawn.replaceAll("[^<]+", "").length(),
                "elements: one warning and the sign in it");
        assertFalse(drawn.contains("<script") || drawn.contains("<img") || drawn.contains("onerror=\""), drawn);
        assertTrue(drawn.length() < page(index).writtenAt(LATER).length() + 20_000);
    }

    /** What the function has for it: a part of 128 MiB of heap, and the last minute of a run. What a browser has to open: a megabyte. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 10_000})
    void page_ofAnyFleet_isWithinItsBudget(int clusters) {
        FleetIndex fleet = SamplePages.enlarged(index, clusters);
        long begin = System.nanoTime();

        FleetPage page = page(fleet);
        String drawn = page.writtenAt(LATER);
        page.digest();

        long millis = (System.nanoTime() - begin) / 1_000_000;
        int bytes = drawn.getBytes(StandardCharsets.UTF_8).length;
        System.out.println("page of " + clusters + " clusters: " + bytes + " bytes, drawn in " + millis + " ms");
        assertTrue(bytes < 1_100_000, () -> bytes + " bytes");
        assertTrue(millis < 10_000, () -> millis + " ms");
        long bad = fleet.clusters().values().stream()
                .filter(each -> each.situation().state() != ClusterState.HEALTHY)
                .count();
        long expected = clusters <= FleetPage.MOST_LINES ? clusters : Math.min(bad, FleetPage.MOST_LINES);
        assertEquals(expected, drawn.split("<th scope=\"row\">", -1).length - 1);
    }

    private static FleetPage page(FleetIndex fleet) {
        return FleetPage.of(BUCKET, fleet, new ArrayList<>());
    }

    private static String words(String html) {
        return html.substring(html.indexOf("<body>")).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }
}
