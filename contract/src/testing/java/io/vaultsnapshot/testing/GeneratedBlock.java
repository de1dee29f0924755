package io.vaultsnapshot.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a page that is written by a test, between {@code <!-- name:begin -->} and {@code <!-- name:end -->}. With
 * {@code -Dgolden.update=true} the test rewrites it, otherwise it fails when the page says something else.
 */
public final class GeneratedBlock {
    private static final Path ROOT = Path.of("..");

    private GeneratedBlock() {}

    /** Checks or rewrites the block of a page; the page's path is relative to the repository's root. */
    public static void check(String page, String name, String content) throws IOException {
        Path path = ROOT.resolve(page);
        String text = Files.readString(path);
        String begin = "<!-- " + name + ":begin -->\n";
        String end = "<!-- " + name + ":end -->";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertTrue(text.contains(begin) && to >= from, () -> page + " has the lines " + begin + end);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(path, text.substring(0, from) + content + text.substring(to));
            return;
        }
        assertEquals(
                content,
                text.substring(from, to),
                () -> page + " is behind the code; mvn test -Dgolden.update=true rewrites it");
    }

    /** Returns the text of a page; the path is relative to the repository's root. */
    public static String page(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    /** Returns a row of a table; a bar inside a cell would end it. */
    public static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.append('\n').toString();
    }
}
