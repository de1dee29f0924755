package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.META_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.META_VERSION_UNKNOWN;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.record.RaftServer;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.finding.Printable;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;

/** {@code meta.json}: hashicorp/raft's {@code SnapshotMeta} as Go writes it, so with capital field names. */
final class MetaJson {
    private static final long KNOWN_VERSION = 1;
    /** The suffrage that Go writes for a voter; 1 is a nonvoter. */
    private static final long VOTER = 0;

    private static final int SERVER_LIMIT = 100;

    private MetaJson() {}

    /** Returns what the document says, or empty after adding a finding that says what is wrong with it. */
    static Optional<SnapshotMeta> parse(byte[] bytes, Findings findings) {
        try {
            return parse(new JsonObject(Json.read(bytes)), findings);
        } catch (MalformedJsonException notJson) {
            findings.add(META_INVALID, "meta.json is not a JSON object; it has " + bytes.length + " bytes");
            return Optional.empty();
        } catch (DocumentException invalid) {
            findings.add(META_INVALID, "meta.json: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<SnapshotMeta> parse(JsonObject document, Findings findings) {
        long version = number(document, "Version");
        if (version == KNOWN_VERSION) {
            return Optional.of(meta(version, document));
        }
        findings.add(META_VERSION_UNKNOWN, "meta.json has version " + version + ", known is " + KNOWN_VERSION);
        try {
            return Optional.of(meta(version, document));
        } catch (DocumentException otherShape) {
            // The shape of an unknown version is unknown too, so this is no finding.
            return Optional.empty();
        }
    }

    private static SnapshotMeta meta(long version, JsonObject document) {
        return new SnapshotMeta(
                version,
                id(document),
                number(document, "Index"),
                number(document, "Term"),
                number(document, "ConfigurationIndex"),
                number(document, "Size"),
                servers(document));
    }

    /** The servers are shown, not checked. A configuration of another shape leaves them out. */
    private static List<RaftServer> servers(JsonObject document) {
        try {
            return document
                    .optionalObject("Configuration")
                    .map(configuration -> configuration.objects("Servers"))
                    .orElse(List.of())
                    .stream()
                    .limit(SERVER_LIMIT)
                    .map(MetaJson::server)
                    .toList();
        } catch (DocumentException otherShape) {
            return List.of();
        }
    }

    private static RaftServer server(JsonObject server) {
        return new RaftServer(
                Printable.plain(server.text("ID")),
                Printable.plain(server.text("Address")),
                server.optionalNumber("Suffrage").orElse(VOTER) == VOTER);
    }

    private static String id(JsonObject document) {
        String id = document.text("ID");
        if (!id.chars().allMatch(Printable::isPlain)) {
            throw new DocumentException("ID", "is not printable text");
        }
        return id;
    }

    private static long number(JsonObject document, String field) {
        long number = document.number(field);
        if (number < 0) {
            throw new DocumentException(field, "is negative");
        }
        return number;
    }
}
