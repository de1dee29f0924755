package io.vaultsnapshot.report.page;

import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.report.facts.DrillFacts;
import io.vaultsnapshot.report.html.Html;
import io.vaultsnapshot.report.html.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The restore drills of a cluster, and the recovery time and point that each reached. */
final class DrillTable {
    private DrillTable() {}

    static Html draw(String id, String name, List<DrillRecord> drills) {
        if (drills.isEmpty()) {
            return Tag.P.of("No restore drill ran in the period.");
        }
        return Cells.table(
                id,
                "Restore drills of " + name
                        + ". RTO: from the drill's start to its end. RPO: how old the newest value in the restored server"
                        + " was when the drill began",
                List.of("Began", "Result", "RTO reached", "RPO reached", "Backup and server"),
                drills.stream().map(DrillTable::row).toList());
    }

    private static Html row(DrillRecord drill) {
        DrillFacts facts = DrillFacts.of(drill);
        boolean failed = drill.end().outcome().isFailure();
        return Cells.row(
                Cells.time(drill.key().startedAt()),
                Cells.lines(
                        Html.text((failed ? "! " : "") + drill.end().outcome().name()),
                        Cells.small(drill.end().outcome().meaning()),
                        Cells.small(drill.end().message()),
                        failed ? Cells.small(drill.end().outcome().hint()) : Html.EMPTY),
                Cells.lines(
                        Html.text(Cells.length(facts.rto())),
                        facts.readAfter() == null
                                ? Html.EMPTY
                                : Cells.small("first value read after " + Cells.length(facts.readAfter()))),
                Html.text(Cells.length(facts.rpo())),
                about(drill.proof()));
    }

    private static Html about(@Nullable DrillProof proof) {
        if (proof == null) {
            return Html.text("the drill's proof could not be read");
        }
        return Cells.lines(
                proof.snapshot() == null
                        ? Html.text("no backup was downloaded")
                        : Html.text(proof.snapshot().key().format()),
                proof.server() == null
                        ? Html.EMPTY
                        : Cells.small(
                                proof.server().product() + " " + proof.server().version()));
    }
}
