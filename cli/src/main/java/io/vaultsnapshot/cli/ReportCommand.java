package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.FleetOptions.Place;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.facts.ReportOrigin;
import io.vaultsnapshot.report.facts.ReportPeriod;
import io.vaultsnapshot.report.page.ReportPage;
import io.vaultsnapshot.report.reading.ReportBucket;
import io.vaultsnapshot.report.reading.ReportReader;
import io.vaultsnapshot.report.reading.ReportRequest;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.S3VersionListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Writes a page about a period, for people who do not read documents in a bucket. */
@Command(
        name = "report",
        description = {
            "Writes one HTML file that shows how backups stand, what came and what did not on each day of a period, restore"
                    + " drills with the times they reached, findings in plain words, and the numbers that an auditor asks"
                    + " for. The chain of records and its signatures are checked at the same time. The file needs no network"
                    + " and runs no script; a file of that name is replaced.",
            "Reads only. Needs:",
            "  s3:GetObject on status/ and records/",
            "  s3:ListBucket",
            "  s3:ListBucketVersions, without --no-audit",
            "  kms:GetPublicKey when records are signed, without --no-audit"
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {
            "",
            "Exit codes: 0 written and nothing is bad, 1 written and a cluster is bad, was not swept, or its chain has"
                    + " findings, or the verifier is silent, 2 usage or settings, 3 could not read or write, or a chain"
                    + " could not be checked: the page is written then and says so."
        })
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--from",
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "The first day, in UTC, such as 2026-11-01. Default: 29 days before the last one.")
    private @Nullable LocalDate from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            converter = DateConverter.class,
            description = "The last day, in UTC. Default: today.")
    private @Nullable LocalDate to;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "Only this cluster. Can be given several times. Default: all clusters.")
    private Set<String> clusters = new LinkedHashSet<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "report.html",
            description = "The file to write. Default: report.html.")
    private Path out;

    @Option(names = "--no-audit", description = "Do not check chains and signatures. The page says so.")
    private boolean noAudit;

    @Mixin
    private PublicKeyOption publicKey;

    @Mixin
    private FleetOptions fleet;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Instant now = Clock.systemUTC().instant();
        ReportPeriod period = period(LocalDate.ofInstant(now, ZoneOffset.UTC));
        for (String name : clusters) {
            if (!name.matches(SnapshotKey.CLUSTER_NAME_REGEX)) {
                throw usage("--cluster: '" + name + "' is not an EKS cluster's name");
            }
        }
        Place place = fleet.place();
        PageFile page = PageFile.at(out);
        BucketRegion.useFor(place.bucket());
        ReportOrigin origin =
                new ReportOrigin(place.bucket(), now, Caller.name(), new BuildVersion().getVersion()[0], period);
        ReportFacts facts = read(new ReportRequest(origin, clusters, place.settings(), keys()));
        long bytes = page.write(ReportPage.of(facts));
        print(facts, bytes);
        return exitCode(facts);
    }

    private ReportPeriod period(LocalDate today) {
        LocalDate last = to == null ? today : to;
        LocalDate first = from == null ? last.minusDays(ReportPeriod.USUAL_DAYS - 1L) : from;
        if (first.isAfter(today)) {
            throw usage("--from: " + first + " has not come; today is " + today + " (UTC)");
        }
        try {
            return new ReportPeriod(first, last);
        } catch (IllegalArgumentException wrong) {
            throw usage("--from, --to: " + wrong.getMessage());
        }
    }

    private @Nullable PublicKeys keys() {
        if (noAudit && publicKey.isGiven()) {
            throw usage("--public-key is for the audit, which --no-audit leaves out");
        }
        return noAudit ? null : publicKey.keys();
    }

    private ReportFacts read(ReportRequest request) throws IOException {
        Progress progress = new Progress(spec.commandLine().getErr(), Boolean.getBoolean(Progress.TERMINAL_PROPERTY));
        String bucket = request.origin().bucket();
        try (S3Client s3 = S3Clients.create()) {
            ReportBucket sides = new ReportBucket(
                    new S3DocumentStore(s3, bucket), new S3SnapshotStore(s3, bucket), new S3VersionListing(s3, bucket));
            ReportFacts facts = new ReportReader(
                            sides, (done, all) -> progress.tell("read " + done + " of " + all + " clusters"))
                    .read(request);
            List<String> unknown = clusters.stream()
                    .filter(facts.unswept()::contains)
                    .filter(name -> request.settings() == null
                            || request.settings().cluster(name).isEmpty())
                    .toList();
            if (!unknown.isEmpty()) {
                throw usage("--cluster: '" + unknown.get(0) + "' has no status in " + bucket
                        + ": check the name, or wait for the next sweep");
            }
            return facts;
        } finally {
            progress.clear();
        }
    }

    private static int exitCode(ReportFacts facts) {
        if (facts.isBad()) {
            return ExitCode.FINDINGS;
        }
        return facts.unchecked().isEmpty() ? ExitCode.INTACT : ExitCode.COULD_NOT_LOOK;
    }

    private void print(ReportFacts facts, long bytes) {
        PrintWriter terminal = spec.commandLine().getOut();
        ReportSummary summary = new ReportSummary(facts, out, bytes);
        terminal.println(format.isJson() ? Json.write(summary.toMap()) : summary.text());
        PrintWriter err = spec.commandLine().getErr();
        for (ClusterFacts cluster : facts.unchecked()) {
            if (cluster.custody() instanceof Custody.Failed failed) {
                err.println(spec.qualifiedName() + ": the chain of " + cluster.name() + " could not be checked: "
                        + AwsMessage.shortened(failed.why()).replaceAll("\\p{Cntrl}", "?"));
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
