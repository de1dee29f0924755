package io.vaultsnapshot.contract.finding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vaultsnapshot.contract.GeneratedBlock;

/** The table of findings on docs/findings.md. */
final class FindingTable {
    /** A code that is not compared with. */
    private static final Pattern USE = Pattern.compile("(?<!== )FindingCode\\.([A-Z_]+)");

    /** What {@code vault operator raft snapshot inspect} of Vault 1.21.4 was seen to let pass. */
    private static final Set<FindingCode> PASSED_BY_VAULTS_INSPECT = EnumSet.of(
            FindingCode.SEALED_SUMS_MISSING,
            FindingCode.META_SIZE_MISMATCH,
            FindingCode.STATE_EMPTY,
            FindingCode.KEYRING_MISSING,
            FindingCode.SEAL_CONFIG_MISSING);

    private static final Path ROOT = Path.of("..");

    private FindingTable() {}

    /** Returns the table. Each code links to its section in the runbook, and to the classes that raise it. */
    static String markdown() throws IOException {
        Map<FindingCode, List<Path>> raisedBy = raisedBy();
        StringBuilder table = new StringBuilder(
                GeneratedBlock.row("code", "verdict", "restoring such a file", "meaning", "Vault's inspect", "raised by"));
        table.append("|---".repeat(6)).append("|\n");
        for (FindingCode code : FindingCode.values()) {
            table.append(GeneratedBlock.row(
                    "[`" + code.name() + "`](runbook.md#" + code.runbookAnchor() + ")",
                    code.verdict().id(),
                    code.consequence().text(),
                    code.meaning(),
                    PASSED_BY_VAULTS_INSPECT.contains(code) ? "passes it" : "",
                    raisedBy.getOrDefault(code, List.of()).stream()
                            .map(FindingTable::link)
                            .collect(Collectors.joining(", "))));
        }
        return table.toString();
    }

    /** Returns the production classes that name each code, as far as they do more than ask for it. */
    static Map<FindingCode, List<Path>> raisedBy() throws IOException {
        Map<FindingCode, List<Path>> files = new EnumMap<>(FindingCode.class);
        for (String module : List.of("snapshot", "lambda-verifier")) {
            try (Stream<Path> sources = Files.walk(ROOT.resolve(module + "/src/main/java"))) {
                for (Path source : sources.filter(file -> file.toString().endsWith(".java"))
                        .sorted()
                        .toList()) {
                    for (FindingCode code : raisedIn(Files.readString(source))) {
                        files.computeIfAbsent(code, first -> new ArrayList<>()).add(source);
                    }
                }
            }
        }
        return files;
    }

    /** A comparison asks for a code; every other use raises it. */
    private static Set<FindingCode> raisedIn(String source) {
        Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
        Matcher uses = USE.matcher(source);
        while (uses.find()) {
            FindingCode.ofName(uses.group(1)).ifPresent(codes::add);
        }
        return codes;
    }

    private static String link(Path source) {
        String name = source.getFileName().toString().replace(".java", "");
        return "[" + name + "](" + source + ")";
    }
}
