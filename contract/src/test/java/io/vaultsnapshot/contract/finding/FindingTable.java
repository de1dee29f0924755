package io.vaultsnapshot.contract.finding;

import io.vaultsnapshot.contract.GeneratedBlock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The table of findings, as README.md and docs/format.md have it. */
final class FindingTable {
    /** What {@code vault operator raft snapshot inspect} of Vault 1.21.4 was seen to let pass. */
    private static final Set<FindingCode> PASSED_BY_VAULTS_INSPECT = EnumSet.of(
            FindingCode.SEALED_SUMS_MISSING,
            FindingCode.META_SIZE_MISMATCH,
            FindingCode.STATE_EMPTY,
            FindingCode.KEYRING_MISSING,
            FindingCode.SEAL_CONFIG_MISSING);

    private FindingTable() {}

    /** Returns the table; each code links to its section in the runbook, given that page's path. */
    static String markdown(String runbook) {
        return table(runbook, false);
    }

    /** Returns the table with what Vault's own tool says. */
    static String markdownWithVaultsInspect(String runbook) {
        return table(runbook, true);
    }

    private static String table(String runbook, boolean inspect) {
        StringBuilder table = new StringBuilder();
        List<String> head = new ArrayList<>(List.of("code", "verdict", "restoring such a file", "meaning"));
        if (inspect) {
            head.add("Vault's inspect");
        }
        table.append(GeneratedBlock.row(head.toArray(String[]::new)));
        table.append("|---".repeat(head.size())).append("|\n");
        for (FindingCode code : FindingCode.values()) {
            List<String> row = new ArrayList<>(List.of(
                    "[`" + code.name() + "`](" + runbook + "#" + code.runbookAnchor() + ")",
                    code.verdict().id(),
                    code.consequence().text(),
                    code.meaning()));
            if (inspect) {
                row.add(PASSED_BY_VAULTS_INSPECT.contains(code) ? "passes it" : "");
            }
            table.append(GeneratedBlock.row(row.toArray(String[]::new)));
        }
        return table.toString();
    }
}
