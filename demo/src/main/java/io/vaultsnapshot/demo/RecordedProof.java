package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import io.vaultsnapshot.contract.record.VerificationRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What the verifier's record of one snapshot says, held against what is known of that snapshot. */
final class RecordedProof {
    private static final String SECRETS = "logical/";

    private final VerificationRecord record;

    RecordedProof(VerificationRecord record) {
        this.record = record;
    }

    String verdict() {
        return record.verdict().id();
    }

    boolean isIntact() {
        return record.verdict() == Verdict.INTACT
                && record.level().compareTo(ProofLevel.INTACT) >= 0
                && record.findings().isEmpty();
    }

    /** Returns whether it is about exactly these bytes. */
    boolean hasReadAllOf(byte[] bytes) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(bytes))
                    .equals(archive().sha256());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private ArchiveReport archive() {
        return Objects.requireNonNull(record.archive(), "the verifier read the snapshot");
    }

    /** Returns how many storage entries the secrets engines have. */
    long secrets() {
        return archive().prefixes().entrySet().stream()
                .filter(prefix -> prefix.getKey().startsWith(SECRETS))
                .mapToLong(prefix -> prefix.getValue().entries())
                .sum();
    }

    /** Returns what a person wants to know of it. */
    String describe() {
        ArchiveReport archive = archive();
        SnapshotMeta meta = archive.meta();
        SealInfo seal = archive.seal();
        long entries = archive.prefixes().values().stream()
                .mapToLong(count -> count.entries())
                .sum();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("record", record.key().format());
        facts.put("level", record.level().id() + ": " + record.level().shown());
        facts.put("raft", meta == null ? "not known" : "index " + meta.index() + ", term " + meta.term());
        facts.put("state", entries + " entries, " + secrets() + " of them in secrets engines");
        facts.put("server", String.join(", ", archive.serverVersions()));
        facts.put(
                "seal",
                seal == null
                        ? "not known"
                        : seal.type() + ", " + seal.threshold() + " of " + seal.shares() + " shares unseal");
        facts.put("SHA-256", archive.sha256());
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(String.format("%-8s %s%n", name, value)));
        return text.toString();
    }
}
