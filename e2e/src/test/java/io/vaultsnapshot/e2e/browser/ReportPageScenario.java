package io.vaultsnapshot.e2e.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.report.testing.HostileFacts;
import io.vaultsnapshot.report.testing.SamplePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of {@code ./vault-snapshot report} in a real browser. With {@code -Dreport.pictures} it draws those of docs/images. */
@ExtendWith(SuiteExtension.class)
class ReportPageScenario {
    private final Browser browser;
    private final Path folder;

    ReportPageScenario(Suite suite, Browser browser) {
        this.browser = browser;
        this.folder = suite.folder("pages");
    }

    /** Sizes are what a browser has to take: a megabyte and a half, and a second or so on a slow machine. */
    @ParameterizedTest
    @CsvSource({"1, 60_000, 3_000", "40, 1_200_000, 6_000", "1_000, 3_500_000, 20_000"})
    void page_ofAFleet_isWholeQuietAndOpenToAll(String clusters, String bytes, String millis) throws IOException {
        Path page = SamplePages.fleet(folder, number(clusters));

        JsonNode seen = browser.look(page, picture(number(clusters)), clusters.equals("1") ? ".cluster" : "body");

        assertEquals(List.of(), PageFlaws.of(seen));
        assertEquals("Vault backups", seen.at("/light/headings/0").asText());
        assertTrue(seen.at("/bytes").asInt() <= number(bytes), () -> "has " + seen.at("/bytes"));
        assertTrue(seen.at("/light/millis").asInt() <= number(millis), () -> "took " + seen.at("/light/millis"));
        System.out.println(clusters + " clusters: " + seen.at("/bytes") + " bytes, " + seen.at("/light/elements")
                + " elements, opened in " + seen.at("/light/millis") + " ms, PDF of " + seen.at("/pdf/bytes")
                + " bytes");
    }

    /** The largest page that a sweep leaves. */
    @Test
    void sweptPage_ofTheLargestFleet_isWholeQuietAndOpenToAll() throws IOException {
        JsonNode seen = browser.look(SamplePages.swept(folder, 10_000));

        assertEquals(List.of(), PageFlaws.of(seen));
        assertTrue(seen.at("/bytes").asInt() <= 1_100_000, () -> "has " + seen.at("/bytes"));
        System.out.println("swept page of 10,000 clusters: " + seen.at("/bytes") + " bytes, "
                + seen.at("/light/elements") + " elements, opened in " + seen.at("/light/millis") + " ms");
    }

    static IntStream hostile() {
        return IntStream.range(0, HostileFacts.TEXTS.size());
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void page_hostileTextInEveryPlace_showsItAsText(int number) throws IOException {
        JsonNode seen = browser.look(SamplePages.hostile(folder, number, HostileFacts.TEXTS.get(number)));

        assertEquals(List.of(), PageFlaws.of(seen));
        assertEquals(
                List.of("Vault backups", "Fleet at a glance", "Evidence"),
                List.of(
                        seen.at("/light/headings/0").asText(),
                        seen.at("/light/headings/1").asText(),
                        seen.at("/light/headings/2").asText()));
        String text = HostileFacts.TEXTS.get(number);
        String visible = text.substring(0, Math.min(40, text.length())).replaceAll("\\p{C}", "");
        String all = seen.at("/light/text").asText().replaceAll("\\[U\\+[0-9A-F]+]", "");
        assertTrue(all.contains(visible), () -> visible + " is not shown");
    }

    /** A check that cannot fail is none: each page here is a good one with one thing wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unescaped | <h1> | <h1><img src=x onerror=alert(1) alt=a> | foreign elements",
                "font | <style> | <link rel=stylesheet href=https://fonts.example/a.css><style> | requests",
                "contrast | --soft: #4a525c | --soft: #c4cad1 | barriers",
                "script | <main> | <script>document.title='x'</script><main> | console",
                "heading | <h1>Vault backups</h1> | <h1></h1> | barriers",
                "wide | <main> | <p class=wide>x</p><style>.wide{width:900px}</style><main> | console",
                "wider | * { box-sizing: border-box; } | * { box-sizing: border-box; } header { width: 900px; } | phone"
            })
    void look_pageWithOneThingWrong_isNoticed(String name, String there, String instead, String noticed)
            throws IOException {
        String good = Files.readString(SamplePages.fleet(folder, 1));
        assertTrue(good.contains(there), there);
        String changed = good.replace(there, instead);
        // A changed style sheet has another hash; what is tried here is not the policy.
        Path bad = Files.writeString(
                folder.resolve("bad-" + name + ".html"),
                name.equals("contrast") || name.equals("wider")
                        ? changed.replaceFirst("style-src 'sha256-[^']*'", "style-src 'unsafe-inline'")
                        : changed);

        List<String> wrong = PageFlaws.of(browser.look(bad));

        assertTrue(wrong.stream().anyMatch(each -> each.startsWith(noticed)), wrong::toString);
    }

    private Path picture(int clusters) {
        Path target = System.getProperty("report.pictures") == null
                ? folder
                : Suite.project().resolve("docs/images");
        return target.resolve("report-" + clusters + ".png");
    }

    private static int number(String digits) {
        return Integer.parseInt(digits.replace("_", ""));
    }
}
