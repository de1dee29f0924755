package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.AuditReport;
import io.vaultsnapshot.snapshot.custody.CustodyAudit;
import io.vaultsnapshot.snapshot.custody.KmsPublicKeys;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Walks a cluster's records and snapshots and says what was removed, replaced, reordered or never recorded. */
@Command(
        name = "audit",
        description = {
            "Walks the chain of a cluster's records from the newest to the first and compares it with the bucket: snapshots"
                    + " removed, replaced or never verified, records removed, changed or out of order, wrong signatures.",
            "Reads only. Needs s3:ListBucketVersions, s3:ListBucket, s3:GetObject on records/, and kms:GetPublicKey when"
                    + " records are signed."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Exit codes: 0 the chain is whole, 1 something was found, 2 usage, 3 could not look."})
final class AuditCommand implements Callable<Integer> {
    @Parameters(paramLabel = "CLUSTER", description = "The EKS cluster's name.")
    private String cluster;

    @Option(names = "--bucket", required = true, paramLabel = "BUCKET", description = "The bucket.")
    private String bucket;

    @Option(
            names = "--retention-days",
            paramLabel = "N",
            description = "Snapshots older than this may have been expired: their absence is no finding.")
    private @Nullable Integer retentionDays;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "The signing key's public key, PEM: no call to KMS, and no other key passes.")
    private @Nullable Path publicKey;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "How to print: text or json. Default: text.")
    private OutputFormat format;

    @Spec
    private CommandSpec spec;

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    AuditCommand() {}

    @Override
    public Integer call() {
        if (!cluster.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
            throw new ParameterException(spec.commandLine(), "'" + cluster + "' is not an EKS cluster's name");
        }
        PublicKeySignatureCheck signatures = new PublicKeySignatureCheck(keys());
        Instant now = Instant.now(Clock.systemUTC());
        @Nullable Instant since = retentionDays == null ? null : now.minus(Duration.ofDays(retentionDays));
        try (S3Client s3 = S3Clients.create()) {
            CustodyAudit audit =
                    new CustodyAudit(new S3DocumentStore(s3, bucket), new S3VersionListing(s3, bucket), signatures);
            AuditReport report = audit.audit(cluster, now, since);
            print(report);
            return report.findings().isEmpty() ? ExitCode.INTACT : ExitCode.FINDINGS;
        } catch (StoreUnavailableException | SdkClientException unavailable) {
            spec.commandLine().getErr().println("vault-snapshot: " + unavailable.getMessage());
            return ExitCode.COULD_NOT_LOOK;
        }
    }

    private PublicKeySignatureCheck.PublicKeys keys() {
        if (publicKey == null) {
            return new KmsPublicKeys(new KmsClients());
        }
        try {
            String base64 = Files.readString(publicKey).replaceAll("-----[A-Z ]+-----|\\s", "");
            byte[] encoded = Base64.getDecoder().decode(base64);
            return arn -> encoded;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ParameterException(
                    spec.commandLine(), publicKey + " is not a public key in PEM: " + unreadable.getMessage());
        }
    }

    private void print(AuditReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == OutputFormat.JSON) {
            out.println(Json.write(report.toMap()));
            return;
        }
        out.println(report.cluster() + ": " + report.snapshots() + " snapshots, " + report.records() + " records, "
                + report.chained() + " in the chain");
        out.println("  signed by " + (report.signedBy().isEmpty() ? "nobody" : String.join(", ", report.signedBy())));
        for (AuditFinding finding : report.findings()) {
            out.println("  " + finding.code() + "  " + finding.key());
            out.println("    " + finding.code().meaning() + ": " + finding.message());
        }
        if (report.findings().isEmpty()) {
            out.println("  whole: nothing was removed, replaced, reordered or left out");
        }
    }
}
