package io.vaultsnapshot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the repository: links that lead somewhere, and an index of decisions without holes. */
class PagesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path DECISIONS = ROOT.resolve("docs/decisions");

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern DECISION = Pattern.compile("docs/decisions/(\\d{4})");

    @Test
    void links_ofEveryPage_leadToAFileAndAHeading() throws IOException {
        Set<String> broken = new TreeSet<>();
        List<Path> pages = files(".md");
        for (Path page : pages) {
            for (String link : links(page)) {
                if (!leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertEquals(Set.of(), broken);
        assertTrue(pages.contains(ROOT.resolve("README.md")) && pages.size() > 10, pages::toString);
    }

    @Test
    void decisions_index_listsEveryDecisionInOrder() throws IOException {
        List<String> expected = new ArrayList<>();
        for (Path decision : decisions()) {
            String file = decision.getFileName().toString();
            String heading = Files.readAllLines(decision).get(0);
            int number = expected.size() + 1;
            assertEquals(String.format(Locale.ROOT, "%04d", number), file.substring(0, 4), "numbers have no holes");
            assertTrue(heading.startsWith("# " + number + ". "), () -> file + ": " + heading);
            expected.add(
                    "| [" + number + "](" + file + ") | " + heading.substring(heading.indexOf(' ', 2) + 1) + " | ");
        }
        List<String> rows = Files.readAllLines(DECISIONS.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| ["))
                .collect(Collectors.toList());
        assertEquals(expected.size(), rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertTrue(rows.get(i).startsWith(expected.get(i)), expected.get(i) + " is not " + rows.get(i));
        }
    }

    @Test
    void decisions_namedInCode_exist() throws IOException {
        Set<String> numbers = decisions().stream()
                .map(decision -> decision.getFileName().toString().substring(0, 4))
                .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        for (Path file : files(".java", ".xml", ".sh", ".py", "/bin/java")) {
            DECISION.matcher(Files.readString(file)).results().forEach(match -> named.add(match.group(1)));
        }
        assertTrue(!named.isEmpty() && numbers.containsAll(named), named::toString);
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().collect(Collectors.toList());
        }
    }

    /** Returns the files of the repository with one of these endings, without what was built or installed. */
    private static List<Path> files(String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.toString().matches(".*/(target|node_modules|dist|cdk\\.out|\\.git)/.*"))
                    .filter(Files::isRegularFile)
                    .collect(Collectors.toList());
        }
    }

    private static List<String> links(Path page) throws IOException {
        return LINK.matcher(withoutCode(page))
                .results()
                .map(match -> match.group(1))
                .filter(link -> !link.contains("://"))
                .collect(Collectors.toList());
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file);
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(withoutCode(page))
                .results()
                .map(PagesTest::anchor)
                .collect(Collectors.toSet());
    }

    /** Returns the anchor that GitHub gives a heading. */
    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    private static String withoutCode(Path page) throws IOException {
        return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
    }
}
