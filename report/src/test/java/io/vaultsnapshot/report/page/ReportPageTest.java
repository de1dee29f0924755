package io.vaultsnapshot.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.testing.GeneratedFleet;
import io.vaultsnapshot.report.testing.HostileFacts;
import io.vaultsnapshot.report.testing.TestSigner;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page as text. A real browser looks at it in the end-to-end tests. */
class ReportPageTest {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)[^>]*>");

    private static ReportFacts one;
    private static String page;

    @BeforeAll
    static void draw() throws Exception {
        TestSigner signer = new TestSigner();
        one = new GeneratedFleet(1, signer).facts(signer.publicKey());
        page = ReportPage.of(one);
    }

    @Test
    void page_sameFacts_isTheSameBytes() {
        assertEquals(page, ReportPage.of(one));
    }

    @Test
    void page_head_saysWhereItComesFrom() {
        assertTrue(words(page)
                .contains("Bucket hashicorp-vault-snapshots-111122223333-eu-north-1 Period 2026-10-29 to"
                        + " 2026-11-27 (UTC) Printed 2026-11-27 15:04 UTC By arn:aws:sts::111122223333:assumed-role/Auditor/alice"
                        + " With vault-snapshot 0.1.0"));
    }

    @Test
    void page_evidence_isCountedAndNotRounded() {
        String words = words(page);

        assertTrue(words.contains(
                "29 backups of 1 cluster taken; 1 that the schedule of today's settings demanded did not come."));
        assertTrue(words.contains("29 of them were read to the last byte"));
        assertTrue(
                words.contains("4 restore drills, of which 4 read a known value from a restored server and 0 failed."));
        assertTrue(words.contains("for 1 cluster: 1 whole, 0 not."));
        assertTrue(words.contains("Valid signatures of " + TestSigner.ARN));
    }

    /** A web hook's path is often its password. */
    @Test
    void page_subscribers_areNamedWithoutTheirSecrets() {
        assertTrue(words(page).contains("they go to email oncall@example.com, https hooks.example.com/…."));
        assertFalse(page.contains("T0/secret"));
        assertTrue(words(page).contains("whether a person read a message, is not known here"));
    }

    @Test
    void page_chainNotChecked_claimsNothing() {
        String unasked = words(ReportPage.of(with(new Custody.NotAsked())));
        String failed = words(ReportPage.of(with(new Custody.Failed("KMS said no"))));

        assertTrue(unasked.contains("The chain of records was not checked, since nobody asked for it"));
        assertTrue(failed.contains("could not be checked, so nothing is claimed about it: KMS said no"));
        assertTrue(failed.contains("0 whole, 0 not. For 1 cluster the check was not possible"));
        assertFalse(unasked.contains("nothing was removed"));
        assertFalse(failed.contains("nothing was removed"));
    }

    @Test
    void page_withoutSettings_saysWhatIsNotKnown() {
        ReportFacts unknown = new ReportFacts(
                one.origin(),
                one.index(),
                List.of(),
                one.clusters().stream()
                        .map(each -> new ClusterFacts(
                                each.status(),
                                null,
                                each.backups(),
                                each.drills(),
                                List.of(),
                                List.of(),
                                each.custody()))
                        .toList(),
                null);
        String words = words(ReportPage.of(unknown));

        assertTrue(words.contains("the schedule of 1 cluster is not known here"));
        assertTrue(words.contains("The subscribers are not known here"));
        assertTrue(words.contains("Not known: this page was printed without the settings"));
    }

    @Test
    void page_manyClusters_hasSectionsForTheBadOnesAndTablesForAll() throws Exception {
        ReportFacts many = new GeneratedFleet(80, RecordSigner.NONE).facts(new byte[0]);
        String drawn = ReportPage.of(many);

        assertEquals(
                many.clusters().stream().filter(each -> each.isBad()).count(),
                count(drawn, "<section class=\"cluster\""));
        assertEquals(
                80 * 2,
                count(drawn, "<th scope=\"row\">")
                        - count(drawn.substring(drawn.indexOf("<section class=\"cluster\"")), "<th scope=\"row\">")
                        - 6);
        assertTrue(drawn.getBytes(StandardCharsets.UTF_8).length < 80 * 3_500, () -> "has " + drawn.length());
    }

    @Test
    void page_hostileTextsEverywhere_haveTheSameElementsAsHarmlessOnes() {
        List<String> harmless = elements(ReportPage.of(HostileFacts.of(one, place -> "harmless")));
        for (String text : HostileFacts.TEXTS) {
            String drawn = ReportPage.of(HostileFacts.of(one, place -> text));

            assertEquals(harmless, elements(drawn), text);
            assertTrue(drawn.length() < 300_000, () -> "has " + drawn.length());
        }
    }

    @Test
    void page_elements_areClosedInOrderAndIdsAreUnique() {
        List<String> open = new ArrayList<>();
        for (String tag : elements(page)) {
            if (tag.startsWith("/")) {
                assertEquals(tag.substring(1), open.remove(open.size() - 1));
            } else if (!tag.equals("meta")) {
                open.add(tag);
            }
        }
        assertEquals(List.of(), open);
        List<String> ids = Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertEquals(ids.stream().distinct().toList(), ids);
        Pattern.compile("(?:aria-labelledby=\"|href=\"#)([^\"]+)\"")
                .matcher(page)
                .results()
                .forEach(found -> assertTrue(ids.contains(found.group(1)), found.group(1)));
    }

    private static ReportFacts with(Custody custody) {
        return new ReportFacts(
                one.origin(),
                one.index(),
                List.of(),
                one.clusters().stream()
                        .map(each -> new ClusterFacts(
                                each.status(),
                                each.settings(),
                                each.backups(),
                                each.drills(),
                                each.retentions(),
                                List.of(),
                                custody))
                        .toList(),
                one.subscribers());
    }

    private static List<String> elements(String html) {
        List<String> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(html.substring(html.indexOf("<html")));
        while (matcher.find()) {
            tags.add(matcher.group(1) + matcher.group(2));
        }
        return tags;
    }

    /** Returns the page's text, white space as one blank. */
    private static String words(String html) {
        return html.substring(html.indexOf("<body>"))
                .replaceAll("<[^>]*>", " ")
                .replace("&#39;", "'")
                .replaceAll("\\s+", " ");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
