package io.vaultsnapshot.snapshot.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.RetentionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.drill.DrillEnd;
import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.RecordSignature;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.ObjectVersion;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of five snapshots, which each test changes in one way. */
class CustodyAuditTest {
    private static final String SIGNING_KEY = "arn:aws:kms:eu-north-1:111122223333:key/signs";
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final List<ObjectVersion> versions = new ArrayList<>();
    private final KeyPair keys = ecKeys();
    private RecordSigner signer = this::sign;

    @BeforeEach
    void chainOfFive() throws Exception {
        for (int day = 1; day <= 5; day++) {
            append(day);
        }
    }

    @Test
    void audit_wholeChain_findsNothing() throws Exception {
        AuditReport report = report();

        assertEquals(List.of(), report.findings());
        assertEquals(5, report.records());
        assertEquals(5, report.chained());
        assertEquals(5, report.snapshots());
        assertEquals(Set.of(SIGNING_KEY), report.signedBy());
    }

    @Test
    void audit_snapshotRemoved_isFound() throws Exception {
        versions.removeIf(version -> version.key().equals(key(2).format()));

        assertFindings("SNAPSHOT_REMOVED 2");
    }

    @Test
    void audit_snapshotThatTheRetentionLetGo_isNotMissed_hiddenOrGone() throws Exception {
        retain(5, List.of(own(2), own(3)), List.of());
        versions.removeIf(version -> version.key().equals(key(2).format()));
        replaceVersion(3, version(3, "v3", false, false, 1));
        versions.add(version(3, "marker", true, true, 0));

        assertFindings();
        assertEquals(6, report().chained());
    }

    @Test
    void audit_snapshotThatTheRetentionTookBack_isMissed() throws Exception {
        retain(5, List.of(own(2)), List.of());
        retain(5, List.of(), List.of(own(2)));
        versions.removeIf(version -> version.key().equals(key(2).format()));

        assertFindings("SNAPSHOT_REMOVED 2");
    }

    /** Nobody can let the newest snapshot go, or one for the sake of a snapshot that was never there. */
    @Test
    void audit_decisionThatNothingNewerStandsBehind_explainsNothing() throws Exception {
        retain(5, List.of(own(5)), List.of());
        retain(7, List.of(own(4)), List.of());
        retain(5, List.of(new SnapshotVersion(key(3), "another")), List.of());
        versions.removeIf(version ->
                !version.key().equals(key(1).format()) && !version.key().equals(key(2).format()));

        assertFindings("SNAPSHOT_REMOVED 3", "SNAPSHOT_REMOVED 4", "SNAPSHOT_REMOVED 5");
    }

    @Test
    void audit_decisionOutsideTheChain_isFound() throws Exception {
        RetentionKey key = new RetentionKey("demo", NOW);
        documents.overwrite(
                key.recordKey(), new RetentionRecord(key, NOW, own(5), List.of(own(2)), List.of(), null).toMap());
        versions.removeIf(version -> version.key().equals(key(2).format()));

        assertFindings("RECORD_UNCHAINED " + key.format(), "SNAPSHOT_REMOVED 2");
    }

    private int decisions;

    private void retain(int proven, List<SnapshotVersion> superseded, List<SnapshotVersion> released) throws Exception {
        Instant at = NOW.minusSeconds(600 - 60 * ++decisions);
        RetentionKey key = new RetentionKey("demo", at);
        new RecordChain(documents, signer)
                .append(key, new RetentionRecord(key, at, own(proven), superseded, released, null));
    }

    private static SnapshotVersion own(int day) {
        return new SnapshotVersion(key(day), "v" + day);
    }

    @Test
    void audit_snapshotBelowADeleteMarker_isFound() throws Exception {
        replaceVersion(2, version(2, "v2", false, false, 1));
        versions.add(version(2, "marker", true, true, 0));

        assertFindings("SNAPSHOT_REMOVED 2");
    }

    @Test
    void audit_snapshotReplaced_isFound() throws Exception {
        replaceVersion(3, version(3, "another", true, false, 1));
        replaceVersion(4, version(4, "v4", true, false, 77));

        assertFindings("SNAPSHOT_REPLACED 3", "SNAPSHOT_REPLACED 4");
    }

    @Test
    void audit_snapshotOverwritten_namesBothVersions() throws Exception {
        overwrite(2, "v2b");

        assertFindings("SNAPSHOT_OVERWRITTEN 2");
        String message = report().findings().get(0).message();
        assertTrue(message.contains("version v2 was verified") && message.contains(": v2b of "), message);
    }

    @Test
    void audit_overwrittenBelowADeleteMarker_isFoundTwice() throws Exception {
        overwrite(2, "v2b");
        versions.replaceAll(each -> each.versionId().equals("v2b") ? version(2, "v2b", false, false, 1) : each);
        versions.add(version(2, "marker", true, true, 0));

        assertFindings("SNAPSHOT_REMOVED 2", "SNAPSHOT_OVERWRITTEN 2");
    }

    @Test
    void audit_sameBytesAgainOrJustWritten_findsNothing() throws Exception {
        overwrite(2, "v2b");
        documents.overwrite(
                new OtherVersionKey(key(2), "v2b").copyKey(),
                RecordChainTest.record(2).toMap());
        replaceVersion(3, version(3, "v3", false, false, 1));
        versions.add(new ObjectVersion(key(3).format(), "v3b", true, false, 1, NOW.minusSeconds(60)));

        assertFindings();
    }

    @Test
    void audit_recordOfAnotherVersion_isALinkOfTheChainAndExplainsItOnceAcknowledged() throws Exception {
        overwrite(2, "v2b");
        OtherVersionKey other = new OtherVersionKey(key(2), "v2b");
        VerificationRecord found = VerificationRecord.unread(
                new SnapshotVersion(key(2), "v2b"), NOW, Finding.of(FindingCode.OVERWRITTEN, "other bytes"));
        VerificationRecord chained = new RecordChain(documents, signer).append(other, found, null);
        assertFindings("SNAPSHOT_OVERWRITTEN 2");
        assertEquals(6, report().chained());

        VerificationRecord acknowledged = chained.acknowledged(
                new Acknowledgement(found.snapshot(), List.of(FindingCode.OVERWRITTEN), "seen", NOW, "kim"));
        new RecordChain(documents, signer).replace(other, acknowledged);
        assertFindings();

        documents.delete(other.recordKey());
        assertFindings("RECORD_REMOVED " + other.recordKey(), "SNAPSHOT_OVERWRITTEN 2");
    }

    private void overwrite(int day, String by) {
        replaceVersion(day, version(day, "v" + day, false, false, 1));
        versions.add(version(day, by, true, false, 1));
    }

    @Test
    void audit_unrecordedSnapshot_isFoundAfterAnHour() throws Exception {
        versions.add(version(6, "v6", true, false, 1));
        assertFindings("SNAPSHOT_UNRECORDED 6");

        versions.removeIf(version -> version.key().equals(key(6).format()));
        versions.add(new ObjectVersion(key(6).format(), "v6", true, false, 1, NOW.minusSeconds(60)));
        assertFindings();
    }

    @Test
    void audit_recordRemoved_isFoundAndTheOlderOnesAreStillWalked() throws Exception {
        documents.delete(key(3).recordKey());

        assertFindings("RECORD_REMOVED 3", "SNAPSHOT_UNRECORDED 3");
        assertEquals(4, report().chained());
    }

    @Test
    void audit_newestRecordRemoved_isFoundByTheHead() throws Exception {
        documents.delete(key(5).recordKey());

        assertFindings("RECORD_REMOVED 5", "SNAPSHOT_UNRECORDED 5");
    }

    @Test
    void audit_recordChangedAndSignatureKept_isFoundTwice() throws Exception {
        change(3, "sha256", "ff");

        assertFindings("RECORD_CHANGED 3", "SIGNATURE_WRONG 3");
    }

    @Test
    void audit_recordRewrittenWithoutSignature_isFound() throws Exception {
        signer = RecordSigner.NONE;
        VerificationRecord record = record(3);
        documents.overwrite(
                key(3).recordKey(), record.withChainLink(unsigned(record)).toMap());

        assertFindings("SIGNATURE_MISSING 3");
    }

    @Test
    void audit_twoRecordsSwapped_areFound() throws Exception {
        Map<String, Object> two = stored(2);
        documents.overwrite(key(2).recordKey(), stored(3));
        documents.overwrite(key(3).recordKey(), two);

        List<String> found = findings();
        assertTrue(found.contains("RECORD_CHANGED 2") || found.contains("RECORD_CHANGED 3"), found.toString());
        assertTrue(found.stream().anyMatch(each -> each.startsWith("RECORD_REORDERED")), found.toString());
    }

    @Test
    void audit_headRemoved_isFoundAndTheChainIsWalkedByNumbers() throws Exception {
        documents.delete(SnapshotKey.chainHeadKey("demo"));

        List<AuditFinding> findings = report().findings();
        assertEquals(
                List.of(AuditCode.HEAD_MISSING),
                findings.stream().map(AuditFinding::code).toList());
        assertEquals(5, report().chained());
    }

    @Test
    void audit_chainBegunAnew_isFound() throws Exception {
        documents.overwrite(SnapshotKey.chainHeadKey("demo"), Map.of("schema", "damaged"));
        append(6);

        List<String> found = findings();
        assertTrue(found.contains("RECORD_UNCHAINED 5"), found.toString());
    }

    @Test
    void audit_forkBesideTheChain_isFound() throws Exception {
        ChainLink link = record(5).chainLink();
        documents.overwrite(
                key(6).recordKey(),
                RecordChainTest.record(6).withChainLink(link).toMap());
        versions.add(version(6, "v6", true, false, 1));

        List<String> found = findings();
        assertTrue(found.contains("RECORD_UNCHAINED 6"), found.toString());
        assertTrue(found.contains("SIGNATURE_WRONG 6"), found.toString());
    }

    @Test
    void audit_signatureOfAnotherKey_isFound() throws Exception {
        KeyPair other = ecKeys();
        VerificationRecord record = record(4);
        ChainLink link = unsigned(record);
        VerificationRecord forged = record.withChainLink(link.signed(
                sign(other, RecordDigest.digestToSign(record.withChainLink(link).toMap()))));
        documents.overwrite(key(4).recordKey(), forged.toMap());

        assertFindings("SIGNATURE_WRONG 4");
    }

    @Test
    void audit_recordWithoutAPlaceInTheChain_isFound() throws Exception {
        documents.overwrite(key(0).recordKey(), RecordChainTest.record(0).toMap());
        versions.add(version(0, "v0", true, false, 1));

        assertFindings("RECORD_UNCHAINED 0");
    }

    @Test
    void audit_damagedRecord_isFound() throws Exception {
        documents.putText(key(3).recordKey(), "<html>");

        assertTrue(findings().contains("RECORD_CHANGED 3"), findings().toString());
    }

    @Test
    void audit_drillBetweenSnapshots_isALinkOfTheSameChain() throws Exception {
        appendDrill();
        append(6);
        append(7);

        assertFindings();
        assertEquals(report().records(), report().chained());
    }

    @Test
    void audit_drillsRecordRemovedOrChanged_isFound() throws Exception {
        appendDrill();
        append(6);
        Map<String, Object> document =
                documents.read(DRILL.recordKey()).orElseThrow().fields();
        document.put("message", "all is well");
        documents.overwrite(DRILL.recordKey(), document);

        List<String> found = findings();
        assertTrue(found.contains("RECORD_CHANGED " + DRILL.format()), found.toString());
        assertTrue(found.contains("SIGNATURE_WRONG " + DRILL.format()), found.toString());
    }

    @Test
    void audit_proofReplacedAfterwardsOrNeverJudged_isFound() throws Exception {
        appendDrill();
        versions.replaceAll(each -> each.key().equals(DRILL.format()) ? proof(DRILL, "p2") : each);
        DrillKey other = new DrillKey("demo", DRILL.startedAt().plusSeconds(60));
        versions.add(proof(other, "p3"));

        assertFindings("PROOF_CHANGED " + DRILL.format(), "PROOF_UNRECORDED " + other.format());
    }

    private static final DrillKey DRILL = new DrillKey("demo", key(4).takenAt().plusSeconds(7_200));

    private void appendDrill() throws Exception {
        DrillEnd end = new DrillEnd(DRILL, DrillResult.GATE_DOWN, "no answer");
        Instant judged = Instant.parse("2026-11-01T02:00:30Z");
        new RecordChain(documents, digest -> signer.sign(digest))
                .append(DRILL, new DrillRecord(end, "p1", judged, null, null));
        versions.add(proof(DRILL, "p1"));
    }

    private static ObjectVersion proof(DrillKey key, String id) {
        return new ObjectVersion(key.format(), id, true, false, 1, key.startedAt());
    }

    private void append(int day) throws Exception {
        new RecordChain(documents, digest -> signer.sign(digest)).append(key(day), RecordChainTest.record(day));
        versions.add(version(day, "v" + day, true, false, 1));
    }

    private static ObjectVersion version(int day, String id, boolean latest, boolean marker, long size) {
        return new ObjectVersion(key(day).format(), id, latest, marker, size, key(day).takenAt());
    }

    private void replaceVersion(int day, ObjectVersion by) {
        versions.replaceAll(each -> each.key().equals(key(day).format()) ? by : each);
    }

    private void change(int day, String field, Object value) throws Exception {
        Map<String, Object> document = new LinkedHashMap<>(stored(day));
        document.put(field, value);
        documents.overwrite(key(day).recordKey(), document);
    }

    private static ChainLink unsigned(VerificationRecord record) {
        return record.chainLink().signed(null);
    }

    private VerificationRecord record(int day) throws Exception {
        return VerificationRecord.of(stored(day));
    }

    private Map<String, Object> stored(int day) throws Exception {
        return documents.read(key(day).recordKey()).orElseThrow().fields();
    }

    private static SnapshotKey key(int day) {
        return RecordChainTest.key(day);
    }

    private void assertFindings(String... expected) throws Exception {
        assertEquals(List.of(expected), findings(), () -> "as listed");
    }

    /** Returns the findings as code and day. */
    private List<String> findings() throws Exception {
        return report().findings().stream()
                .map(finding -> finding.code() + " "
                        + SnapshotKey.parse(finding.key())
                                .map(key -> (key.takenAt().getEpochSecond()
                                                - key(0).takenAt().getEpochSecond())
                                        / 86_400)
                                .map(String::valueOf)
                                .orElse(finding.key()))
                .toList();
    }

    private AuditReport report() throws Exception {
        return audit().audit("demo", NOW);
    }

    private CustodyAudit audit() {
        return new CustodyAudit(
                documents,
                prefix -> versions.stream()
                        .filter(version -> version.key().startsWith(prefix))
                        .toList(),
                new PublicKeySignatureCheck(arn -> keys.getPublic().getEncoded()));
    }

    /** Signs like KMS: the digest is the message and is hashed once more. */
    private Optional<RecordSignature> sign(byte[] digest) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(digest);
            return Optional.of(
                    new RecordSignature(SIGNING_KEY, Base64.getEncoder().encodeToString(signature.sign())));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RecordSignature sign(KeyPair keys, byte[] bytes) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(bytes);
        return new RecordSignature(SIGNING_KEY, Base64.getEncoder().encodeToString(signature.sign()));
    }

    private static KeyPair ecKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
