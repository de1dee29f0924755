package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.report.facts.BackupSeen;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.snapshot.custody.AuditCode;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The same facts with a text of somebody's choice wherever a document, a name or an answer can hold any text. */
public final class HostileFacts {
    /** Texts that a page must only show. */
    public static final List<String> TEXTS = List.of(
            "<script>document.title='pwned'</script>",
            "\"><img src=\"https://evil.example/x\" onerror=\"document.title='pwned'\">",
            "' onload='document.title=1' x='",
            "javascript:document.title='pwned'",
            "</td></tr></table></main><h1>all is well</h1>",
            "</style><style>body{display:none}</style>",
            "<!-- <plaintext>",
            "\u202Edekcehc si lla\u202C",
            "a\u0000b\u001b[2Jc\u0007",
            "&lt;script&gt;&#60;script&#62;",
            "<svg/onload=document.title=1>",
            "x".repeat(1_000_000));

    private HostileFacts() {}

    /** Returns the facts with a text in every place, made by a function of the place's number. */
    public static ReportFacts of(ReportFacts facts, UnaryOperator<String> text) {
        ReportOrigin origin = facts.origin();
        List<ClusterFacts> clusters = new ArrayList<>();
        facts.clusters().forEach(each -> clusters.add(of(each, text, clusters.size())));
        return new ReportFacts(
                new ReportOrigin(
                        text.apply("bucket"),
                        origin.printedAt(),
                        text.apply("by"),
                        text.apply("version"),
                        origin.period()),
                facts.index(),
                List.of(text.apply("unswept")),
                clusters,
                facts.subscribers());
    }

    private static ClusterFacts of(ClusterFacts cluster, UnaryOperator<String> text, int number) {
        Instant last = cluster.backups().get(cluster.backups().size() - 1).takenAt();
        SnapshotKey key = new SnapshotKey(cluster.name(), last.plus(Duration.ofHours(1)));
        List<Finding> findings = List.of(
                Finding.of(FindingCode.TRUNCATED, text.apply("message")),
                Finding.of(FindingCode.REGRESSION, text.apply("message")).acknowledged(text.apply("reason")));
        VerificationRecord record = new VerificationRecord(
                new SnapshotVersion(key, text.apply("version")),
                key.takenAt(),
                Verdict.CORRUPT,
                ProofLevel.PRESENT,
                ArchiveReports.of(text.apply("sha"), 10),
                null,
                findings);
        List<BackupSeen> backups = new ArrayList<>(cluster.backups());
        backups.add(new BackupSeen(key, 10L, true, record, false));
        DrillKey drill = new DrillKey(cluster.name(), last);
        List<DrillRecord> drills = new ArrayList<>(cluster.drills());
        drills.add(new DrillRecord(
                new DrillEnd(drill, DrillResult.STAYED_SEALED, text.apply("drill")), "v1", last, null, null));
        return new ClusterFacts(
                cluster.status(),
                cluster.settings(),
                backups,
                drills,
                List.of(),
                List.of(text.apply("unreadable")),
                number % 2 == 0 ? failed(text) : broken(cluster.name(), text));
    }

    private static Custody failed(UnaryOperator<String> text) {
        return new Custody.Failed(text.apply("why"));
    }

    private static Custody broken(String cluster, UnaryOperator<String> text) {
        return new Custody.Checked(new AuditReport(
                cluster,
                1,
                1,
                1,
                Set.of(text.apply("signer")),
                List.of(new AuditFinding(AuditCode.RECORD_CHANGED, text.apply("key"), text.apply("message")))));
    }
}
