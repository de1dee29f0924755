package io.vaultsnapshot.contract.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which classes raise which finding codes, as their sources say. */
final class FindingSources {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("snapshot", "lambda-verifier", "cli");

    /** Every source file of the modules by its path from the repository's root, without imports, comments and texts. */
    private final Map<String, String> sources = new TreeMap<>();

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
            sources.put(ROOT.relativize(file).toString().replace('\\', '/'), code);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Returns the files that raise a code, sorted: those that name its constant other than to compare with it. */
    List<String> raising(FindingCode code) {
        Pattern raised = Pattern.compile("(?<![=!]= (FindingCode\\.)?)(?<![\\w.])(FindingCode\\.)?" + code + "(?!\\w)");
        return sources.entrySet().stream()
                .filter(source -> raised.matcher(source.getValue()).find())
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
