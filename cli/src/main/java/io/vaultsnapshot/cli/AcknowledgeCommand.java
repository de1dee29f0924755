package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentConflictException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.store.StoredDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Says that what was found in a snapshot was meant. */
@Command(
        name = "acknowledge",
        description = {
            "Says that what was found in a snapshot was meant, so that it may count as proven: REGRESSION, NEW_LINEAGE,"
                    + " MASS_DELETION, SIZE_ANOMALY.",
            "Writes acknowledgements/<cluster>/vault_<…>.json, once. The verifier hears of it at once, or at the next sweep."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 acknowledged, 1 there is nothing such to acknowledge, 2 usage, 3 could not read or write."
        })
final class AcknowledgeCommand implements Callable<Integer> {
    private static final Pattern URI = Pattern.compile("s3://([^/?]+)/([^?]+)");

    @Parameters(paramLabel = "s3://BUCKET/KEY", description = "The snapshot.")
    private String uri;

    @Option(
            names = "--code",
            required = true,
            split = ",",
            paramLabel = "CODE[,CODE]",
            description = "What was found and was meant.")
    private List<FindingCode> codes;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "What happened, for whoever reads the record later.")
    private String reason;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "TEXT",
            description = "How to print: text, or json with the document that was written. Default: text.")
    private OutputFormat format;

    @Spec
    private CommandSpec spec;

    /** Created by picocli, which also sets the fields. */
    @SuppressWarnings("NullAway.Init")
    AcknowledgeCommand() {}

    @Override
    public Integer call() {
        Matcher parts = URI.matcher(uri);
        Optional<SnapshotKey> key = parts.matches() ? SnapshotKey.parse(parts.group(2)) : Optional.empty();
        if (key.isEmpty()) {
            throw usage("'" + uri + "' is not s3://BUCKET/snapshots/CLUSTER/vault_<time>.snap");
        }
        codes.stream().filter(code -> !code.isAcknowledgeable()).findFirst().ifPresent(code -> {
            throw usage(code + " cannot be acknowledged: " + code.meaning());
        });
        if (reason.isBlank() || reason.length() > Acknowledgement.REASON_LIMIT) {
            throw usage("--reason must have 1 to " + Acknowledgement.REASON_LIMIT + " characters");
        }
        try (S3Client s3 = S3Clients.create()) {
            return acknowledge(new S3DocumentStore(s3, parts.group(1)), key.get());
        } catch (StoreUnavailableException | SdkClientException unavailable) {
            return fail(ExitCode.COULD_NOT_LOOK, String.valueOf(unavailable.getMessage()));
        }
    }

    private int acknowledge(DocumentStore documents, SnapshotKey key) throws StoreUnavailableException {
        Optional<VerificationRecord> record = record(documents, key);
        if (record.isEmpty()) {
            return fail(ExitCode.FINDINGS, "there is no record of " + key.format() + "; nothing was found in it yet");
        }
        List<FindingCode> found = record.get().findings().stream()
                .filter(Finding::counts)
                .map(Finding::code)
                .toList();
        if (!found.containsAll(codes)) {
            return fail(
                    ExitCode.FINDINGS,
                    "of " + codes + " not all were found in " + key.format() + ", or they are acknowledged; open are "
                            + found);
        }
        Acknowledgement word = new Acknowledgement(
                record.get().snapshot(), codes, reason, Instant.now(Clock.systemUTC()), Caller.name());
        return write(documents, key, word);
    }

    private int write(DocumentStore documents, SnapshotKey key, Acknowledgement word) throws StoreUnavailableException {
        String at = key.acknowledgementKey();
        try {
            documents.write(at, word.toMap(), replaceable(documents, at, word));
        } catch (DocumentConflictException exists) {
            return fail(ExitCode.FINDINGS, at + " is there already, about this version; it is written once");
        }
        if (format == OutputFormat.JSON) {
            spec.commandLine().getOut().println(Json.write(word.toMap()));
        } else {
            spec.commandLine().getOut().println("acknowledged " + codes + " of " + key.format() + " as " + word.by());
        }
        return ExitCode.INTACT;
    }

    /** Returns the ETag of a word about another version of the snapshot, which this one may replace, else null. */
    private static @Nullable String replaceable(DocumentStore documents, String at, Acknowledgement word)
            throws StoreUnavailableException {
        try {
            Optional<StoredDocument> there = documents.read(at);
            return there.filter(document -> !String.valueOf(word.snapshot().versionId())
                            .equals(String.valueOf(document.fields().get("versionId"))))
                    .map(StoredDocument::etag)
                    .orElse(null);
        } catch (CorruptDocumentException damaged) {
            return damaged.etag();
        }
    }

    private static Optional<VerificationRecord> record(DocumentStore documents, SnapshotKey key)
            throws StoreUnavailableException {
        try {
            return documents.read(key.recordKey()).map(document -> VerificationRecord.of(document.fields()));
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(key.recordKey() + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int fail(int exitCode, String message) {
        spec.commandLine().getErr().println("vault-snapshot: " + message);
        return exitCode;
    }
}
