package io.vaultsnapshot.contract;

/** The table of findings, as README.md and docs/format.md have it. */
final class FindingTable {
    private FindingTable() {}

    /** Returns the table; each code links to its section in the runbook, given that page's path. */
    static String markdown(String runbook) {
        StringBuilder table = new StringBuilder();
        table.append(GeneratedBlock.row("code", "severity", "restoring such a file", "meaning"));
        table.append("|---|---|---|---|\n");
        for (FindingCode code : FindingCode.values()) {
            table.append(GeneratedBlock.row(
                    "[`" + code.name() + "`](" + runbook + "#" + code.runbookAnchor() + ")",
                    code.severity().word(),
                    code.consequence().text(),
                    code.meaning()));
        }
        return table.toString();
    }
}
