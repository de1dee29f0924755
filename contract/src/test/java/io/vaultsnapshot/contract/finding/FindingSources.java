package io.vaultsnapshot.contract.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which classes raise which finding codes, as their sources say. */
final class FindingSources {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("snapshot", "lambda-verifier", "cli");

    /** A constant, and what shows that it is only compared with. */
    private static final Pattern CONSTANT =
            Pattern.compile("([=!]= )?(?<![\\w.])(FindingCode\\.)?([A-Z][A-Z0-9_]*)(?!\\w)");

    /**
     * The constants that each source file of the modules names other than to compare with them, by the file's path from the
     * repository's root. Imports, comments and texts do not count.
     */
    private final Map<String, Set<String>> constants = new TreeMap<>();

    FindingSources() {
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(this::add);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    private void add(Path file) {
        try {
            String code = Files.readString(file)
                    .replaceAll("(?s)/\\*.*?\\*/|//[^\n]*|\"(\\\\.|[^\"\\\\\n])*\"|import [^;]*;", "");
            Set<String> names = CONSTANT.matcher(code)
                    .results()
                    .filter(match -> match.group(1) == null)
                    .map(match -> match.group(3))
                    .collect(Collectors.toSet());
            constants.put(ROOT.relativize(file).toString().replace('\\', '/'), names);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the files that raise a code, sorted: those that name its constant other than to compare with it. */
    List<String> raising(FindingCode code) {
        return constants.entrySet().stream()
                .filter(source -> source.getValue().contains(code.name()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the codes that each file raises. */
    Map<String, List<FindingCode>> codesByFile() {
        return Stream.of(FindingCode.values())
                .flatMap(code -> raising(code).stream().map(file -> Map.entry(file, code)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Returns the name of the class that a source file holds. */
    static String className(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length());
    }
}
