package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Compares a cluster's records with each other and with its snapshots. */
@Command(
        name = "audit",
        description = {
            "Follows the chain of a cluster's records from the newest to the first and compares it with the bucket. Finds"
                    + " snapshots that were removed, replaced or never verified, records that were removed, changed or"
                    + " reordered, and wrong signatures. A snapshot that the retention let go is not missed: the chain says so.",
            "Reads only. Needs:",
            "  s3:ListBucketVersions",
            "  s3:ListBucket",
            "  s3:GetObject on records/",
            "  kms:GetPublicKey when records are signed"
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Exit codes: 0 the chain is whole, 1 findings, 2 usage, 3 could not read."})
final class AuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CLUSTER", description = "The EKS cluster's name.")
    private String cluster;

    @Option(names = "--bucket", required = true, paramLabel = "BUCKET", description = "The bucket.")
    private String bucket;

    @Mixin
    private PublicKeyOption publicKey;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw usage("'" + cluster + "' is not an EKS cluster's name");
        }
        Instant now = Instant.now(Clock.systemUTC());
        BucketRegion.useFor(bucket);
        try (S3Client s3 = S3Clients.create()) {
            AuditReport report = new CustodyAudit(
                            new S3DocumentStore(s3, bucket),
                            new S3VersionListing(s3, bucket),
                            new PublicKeySignatureCheck(publicKey.keys()))
                    .audit(cluster, now);
            print(report);
            return report.findings().isEmpty() ? ExitCode.INTACT : ExitCode.FINDINGS;
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void print(AuditReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            out.println(Json.write(report.toMap()));
            return;
        }
        out.println(report.cluster() + ": " + report.snapshots() + " snapshots, " + report.records() + " records, "
                + report.chained() + " in the chain");
        out.println(
                report.signedBy().isEmpty()
                        ? "  not signed"
                        : "  signed by " + String.join(", ", new TreeSet<>(report.signedBy())));
        for (AuditFinding finding : report.findings()) {
            out.println("  " + finding.code() + "  " + finding.key());
            out.println("    " + finding.code().meaning() + ": " + finding.message());
        }
        if (report.findings().isEmpty()) {
            out.println("  whole: nothing was removed, replaced, reordered or left out");
        }
    }
}
