package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RecordKey;
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
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import software.amazon.awssdk.services.s3.S3Client;

/** Records that findings in a snapshot are the result of something intended. */
@Command(
        name = "acknowledge",
        description = {
            "Records that findings in a snapshot are the result of something intended, such as a restore, so that the"
                    + " snapshot can count as proven. Possible for REGRESSION, NEW_LINEAGE, MASS_DELETION, SIZE_ANOMALY.",
            "OVERWRITTEN ends the alert about a version that was written over a snapshot; name it with ?versionId=. The"
                    + " original stays the one that counts.",
            "Writes acknowledgements/<cluster>/vault_<…>.json, once. The verifier reads it at once, or in its next sweep."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Exit codes: 0 acknowledged, 1 no such finding is open, 2 usage, 3 could not read or write."})
final class AcknowledgeCommand implements Callable<Integer> {
    private static final String ACKNOWLEDGEABLE = Stream.of(FindingCode.values())
            .filter(FindingCode::isAcknowledgeable)
            .map(FindingCode::name)
            .collect(Collectors.joining(", "));

    @Parameters(
            paramLabel = "SNAPSHOT",
            description = "The snapshot: s3://BUCKET/KEY, or s3://BUCKET/KEY?versionId=ID for OVERWRITTEN.",
            converter = SnapshotUri.Converter.class)
    private SnapshotUri snapshot;

    @Option(
            names = "--code",
            required = true,
            split = ",",
            paramLabel = "CODES",
            hideParamSyntax = true,
            converter = CodeConverter.class,
            description = "The findings that were intended; several with commas between.")
    private List<FindingCode> codes;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "What happened, for those who read the record later.")
    private String reason;

    @Mixin
    private FormatOption format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (reason.isBlank() || reason.length() > Acknowledgement.REASON_LIMIT) {
            throw new ParameterException(
                    spec.commandLine(), "--reason must have 1 to " + Acknowledgement.REASON_LIMIT + " characters");
        }
        BucketRegion.useFor(snapshot.bucket());
        try (S3Client s3 = S3Clients.create()) {
            return acknowledge(new S3DocumentStore(s3, snapshot.bucket()));
        }
    }

    private int acknowledge(DocumentStore documents) throws StoreUnavailableException {
        SnapshotKey key = snapshot.key();
        Optional<VerificationRecord> own = record(documents, key);
        Optional<OtherVersionKey> other = Optional.ofNullable(snapshot.versionId())
                .filter(version -> own.isEmpty() || !version.equals(own.get().versionId()))
                .map(version -> new OtherVersionKey(key, version));
        Optional<VerificationRecord> record = other.isPresent() ? record(documents, other.get()) : own;
        String what = key.format()
                + other.map(version -> "?versionId=" + version.versionId()).orElse("");
        if (record.isEmpty()) {
            return refuse(what + " has no record yet, so it has no findings");
        }
        List<FindingCode> open = record.get().findings().stream()
                .filter(Finding::counts)
                .map(Finding::code)
                .toList();
        if (!open.containsAll(codes)) {
            return refuse("the open findings in " + what + " are " + open + ", not " + codes
                    + (other.isEmpty()
                            ? ". If it is about another version of this key, name it with ?versionId=ID"
                            : ""));
        }
        return write(
                documents,
                new Acknowledgement(
                        record.get().snapshot(), codes, reason, Instant.now(Clock.systemUTC()), Caller.name()),
                other.map(OtherVersionKey::acknowledgementKey).orElseGet(key::acknowledgementKey));
    }

    private int write(DocumentStore documents, Acknowledgement acknowledgement, String key)
            throws StoreUnavailableException {
        try {
            documents.write(key, acknowledgement.toMap(), replaceable(documents, acknowledgement, key));
        } catch (DocumentConflictException exists) {
            return refuse(key + " exists already for this version, and is written once");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                format.isJson()
                        ? Json.write(acknowledgement.toMap())
                        : "acknowledged " + codes + " of "
                                + acknowledgement.snapshot().key().format() + " as " + acknowledgement.by());
        return ExitCode.INTACT;
    }

    /** Returns the ETag of an acknowledgement of another version, which this one replaces, or null. */
    private static @Nullable String replaceable(DocumentStore documents, Acknowledgement acknowledgement, String key)
            throws StoreUnavailableException {
        String version = String.valueOf(acknowledgement.snapshot().versionId());
        try {
            Optional<StoredDocument> existing = documents.read(key);
            return existing.filter(document ->
                            !version.equals(String.valueOf(document.fields().get("versionId"))))
                    .map(StoredDocument::etag)
                    .orElse(null);
        } catch (CorruptDocumentException damaged) {
            return damaged.etag();
        }
    }

    private static Optional<VerificationRecord> record(DocumentStore documents, RecordKey key)
            throws StoreUnavailableException {
        try {
            return documents.read(key.recordKey()).map(document -> VerificationRecord.of(document.fields()));
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(key.recordKey() + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private int refuse(String reason) {
        spec.commandLine().getErr().println(spec.qualifiedName() + ": " + reason);
        return ExitCode.FINDINGS;
    }

    /** Reads a code that can be acknowledged. */
    static final class CodeConverter implements ITypeConverter<FindingCode> {
        @Override
        public FindingCode convert(String name) {
            return FindingCode.ofName(name.toUpperCase(Locale.ROOT))
                    .filter(FindingCode::isAcknowledgeable)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + name + "' cannot be acknowledged; only " + ACKNOWLEDGEABLE + " can"));
        }
    }
}
