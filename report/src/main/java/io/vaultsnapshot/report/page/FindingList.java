package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.report.facts.BackupSeen;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found in a cluster's backups, in plain words, each kind once with its newest example. */
final class FindingList {
    private record Seen(int backups, BackupSeen newest, Finding example) {}

    private FindingList() {}

    static Html draw(String id, String name, List<BackupSeen> backups) {
        Map<FindingCode, Seen> seen = new EnumMap<>(FindingCode.class);
        for (BackupSeen backup : backups) {
            List<Finding> findings =
                    backup.record() == null ? List.of() : backup.record().findings();
            findings.forEach(finding -> seen.merge(
                    finding.code(),
                    new Seen(1, backup, finding),
                    (before, last) -> new Seen(before.backups() + 1, last.newest(), last.example())));
        }
        if (seen.isEmpty()) {
            return Tag.P.of("Nothing was found in the backups of the period that were verified.");
        }
        List<Html> rows = new ArrayList<>();
        seen.forEach((code, each) -> rows.add(row(code, each)));
        return Cells.table(
                id, "What was found in backups of " + name, List.of("Finding", "Newest example", "What to do"), rows);
    }

    private static Html row(FindingCode code, Seen seen) {
        String acknowledged = seen.example().acknowledged();
        return Cells.row(
                Cells.lines(
                        Html.text(code.meaning()),
                        Cells.small(code.name() + ", " + code.verdict().id())),
                Cells.lines(
                        Cells.time(seen.newest().takenAt()),
                        Html.text(seen.example().message()),
                        acknowledged == null ? Html.EMPTY : Html.text("Acknowledged: " + acknowledged),
                        Cells.small(Cells.count(seen.backups(), "backup"))),
                Html.text(code.hint()));
    }
}
