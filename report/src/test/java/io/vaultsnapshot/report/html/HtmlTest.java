package io.vaultsnapshot.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a bucket holds is text on the page. */
class HtmlTest {
    private static final Set<Integer> UNSEEN = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script>alert(1)</script>|&lt;script&gt;alert(1)&lt;/script&gt;",
                "\" onload=\"x|&quot; onload=&quot;x",
                "' onfocus='x|&#39; onfocus=&#39;x",
                "&lt;b&gt;|&amp;lt;b&amp;gt;",
                "a\u202Ecba|a[U+202E]cba",
                "a\u0000b\u001b[31m|a[U+0000]b[U+001B][31m",
                "\u2066x\u200B|[U+2066]x[U+200B]",
                "\uD800|\uFFFD",
                "Zürich 東京 🔐|Zürich 東京 🔐",
            })
    void text_hostile_isEscapedAndSeen(String text, String shown) {
        assertEquals(shown, Html.text(text).toString());
    }

    @Test
    void text_endless_isCutAndSaysSo() {
        String cut = Html.text("x".repeat(1_000_000)).toString();

        assertTrue(cut.length() < 2_100, () -> "has " + cut.length());
        assertTrue(cut.endsWith("… (cut here; the whole text has 1000000 characters)"), cut);
        assertTrue(Html.text("🔐".repeat(5_000)).toString().startsWith("🔐".repeat(1_000) + " …"));
    }

    @Property(tries = 2_000)
    void text_any_hasNoMarkupAndNothingUnseen(@ForAll("hostile") String text) {
        assertHarmless(Html.text(text).toString());
    }

    @Property(tries = 2_000)
    void element_anyLabelAndText_isStillOneElement(@ForAll("hostile") String label, @ForAll("hostile") String text) {
        String markup = Tag.P.with(Attribute.LABEL, label).of(text).toString();

        assertTrue(markup.startsWith("<p aria-label=\"") && markup.endsWith("</p>"), markup);
        String[] parts = markup.substring("<p aria-label=\"".length(), markup.length() - "</p>".length())
                .split("\">", -1);
        assertEquals(2, parts.length, markup);
        assertHarmless(parts[0]);
        assertHarmless(parts[1]);
    }

    private static void assertHarmless(String shown) {
        assertFalse(shown.matches("(?s).*[<>\"'].*"), shown);
        assertFalse(shown.replaceAll("&(amp|lt|gt|quot|#39);", "").contains("&"), shown);
        assertTrue(shown.codePoints().noneMatch(point -> UNSEEN.contains(Character.getType(point))), shown);
        assertEquals(shown, new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(
                "<script>",
                "</script>",
                "\"onload=\"",
                "javascript:",
                "<!--",
                "]]>",
                "&#x3c;",
                "\u202E",
                "\u0000",
                "'",
                "`");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(40),
                pieces.list().ofMaxSize(6).map(all -> String.join("", all)));
    }

    @ParameterizedTest
    @CsvSource({
        "HREF, javascript:alert(1)",
        "HREF, https://example.com/",
        "CLASS, a\" onclick=\"x",
        "ID, a b",
        "D, M0 0\"/>"
    })
    void attribute_valueOfAnotherForm_isRefused(Attribute attribute, String value) {
        assertThrows(IllegalArgumentException.class, () -> Tag.A.with(attribute, value));
    }

    /** An element that loads or runs something cannot be written at all. */
    @Test
    void tags_all_areOfThoseThatDoNothing() {
        Set<String> active = Set.of(
                "script",
                "style",
                "iframe",
                "object",
                "embed",
                "img",
                "link",
                "form",
                "input",
                "button",
                "base",
                "meta",
                "video",
                "audio",
                "use",
                "image",
                "foreignobject",
                "animate",
                "set");
        for (Tag tag : Tag.values()) {
            assertFalse(active.contains(tag.name().toLowerCase(Locale.ROOT)), tag.name());
        }
    }

    @Test
    void page_always_allowsItsStyleSheetOnly() {
        String page = Page.of("<b>", Tag.P.of("x"));

        assertTrue(page.contains("default-src 'none'; style-src 'sha256-"), page);
        assertTrue(page.contains("<title>&lt;b&gt;</title>"), page);
        assertFalse(page.matches("(?is).*(<script|https?://|url\\(|@import).*"), page);
    }
}
