package io.vaultsnapshot.contract.finding;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The tables of docs/findings.md. */
final class FindingTable {
    /** What {@code vault operator raft snapshot inspect} of Vault 1.21.4 was seen to accept. */
    private static final Set<FindingCode> ACCEPTED_BY_VAULTS_INSPECT = EnumSet.of(
            FindingCode.SEALED_SUMS_MISSING,
            FindingCode.META_SIZE_MISMATCH,
            FindingCode.STATE_EMPTY,
            FindingCode.KEYRING_MISSING,
            FindingCode.SEAL_CONFIG_MISSING);

    private FindingTable() {}

    /** Returns one row for each code, in the enum's order. */
    static String byCode(FindingSources sources) {
        StringBuilder table = new StringBuilder(GeneratedBlock.row(
                "code", "verdict", "restoring such a file", "meaning", "Vault's inspect", "raised by"));
        table.append("|---|---|---|---|---|---|\n");
        for (FindingCode code : FindingCode.values()) {
            table.append(GeneratedBlock.row(
                    "[`" + code + "`](runbook.md#" + code.runbookAnchor() + ")",
                    code.verdict().id(),
                    code.restoring(),
                    code.meaning(),
                    ACCEPTED_BY_VAULTS_INSPECT.contains(code) ? "accepts it" : "",
                    links(sources.raising(code))));
        }
        return table.toString();
    }

    /** Returns one row for each class that raises findings, sorted by module and package. */
    static String byClass(FindingSources sources) {
        StringBuilder table = new StringBuilder(GeneratedBlock.row("class", "module", "raises"));
        table.append("|---|---|---|\n");
        sources.codesByFile()
                .forEach((file, codes) -> table.append(GeneratedBlock.row(
                        links(List.of(file)),
                        file.substring(0, file.indexOf('/')),
                        codes.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ")))));
        return table.toString();
    }

    private static String links(List<String> files) {
        return files.stream()
                .map(file -> "[`" + FindingSources.className(file) + "`](../" + file + ")")
                .collect(Collectors.joining(", "));
    }
}
