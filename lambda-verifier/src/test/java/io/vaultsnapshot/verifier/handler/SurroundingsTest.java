package io.vaultsnapshot.verifier.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.archive.SnapshotArchives;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.event.VerifierEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a snapshot's surroundings say about it: the one before, the key of its seal, a person. */
class SurroundingsTest {
    private static final String FIRST = "2026-11-20T02:00:00Z";
    private static final String SECOND = "2026-11-23T02:00:00Z";
    private static final String KEY = "arn:aws:kms:eu-north-1:123456789012:key/89f9abe9-8d70-4ed1-ad9b-6bc5f77b1d79";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void arrival_olderFileUnderANewName_isSuspectAndProvesNothing() {
        world.arrive("demo", FIRST, SnapshotArchives.ofIndex(200));
        world.arrive("demo", SECOND, SnapshotArchives.ofIndex(100));

        VerificationRecord record = world.record("demo", SECOND);
        assertEquals(Verdict.SUSPECT, record.verdict());
        assertEquals(List.of(FindingCode.REGRESSION), codes(record));
        assertEquals(ProofLevel.UNSEALABLE, record.level(), "its bytes are as good as any");
        assertEquals(
                key(FIRST), world.status("demo").observations().lastProven().key());
    }

    @Test
    void arrival_anotherServersSnapshot_isSuspect() {
        world.arrive("demo", FIRST, Fixtures.whole());
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-300-secrets.snap"));

        assertEquals(List.of(FindingCode.NEW_LINEAGE), codes(world.record("demo", SECOND)));
    }

    @Test
    void acknowledgement_eventDelivered_makesItTheLastProven() {
        regress();
        acknowledge(FindingCode.REGRESSION);

        world.handle(new VerifierEvent.ObjectCreated(
                VerifierWorld.BUCKET, key(SECOND).acknowledgementKey(), "v1"));

        assertAcknowledged();
    }

    @Test
    void acknowledgement_eventLost_isFoundByTheSweep() {
        regress();
        acknowledge(FindingCode.REGRESSION);

        world.sweep();

        assertAcknowledged();
    }

    @Test
    void acknowledgement_ofAnotherFinding_changesNothing() {
        regress();
        acknowledge(FindingCode.MASS_DELETION);

        world.sweep();

        assertEquals(Verdict.SUSPECT, world.record("demo", SECOND).verdict());
    }

    @Test
    void acknowledgement_ofAnotherVersion_changesNothing() {
        regress();
        write(new Acknowledgement(
                new SnapshotVersion(key(SECOND), "another"),
                List.of(FindingCode.REGRESSION),
                "meant",
                Instant.EPOCH,
                "kim"));

        world.sweep();

        assertEquals(Verdict.SUSPECT, world.record("demo", SECOND).verdict());
    }

    @Test
    void acknowledgement_damaged_changesNothing() {
        regress();
        world.documents.putText(key(SECOND).acknowledgementKey(), "{\"schema\":\"acknowledgement/1.0\"}");

        world.sweep();

        assertEquals(Verdict.SUSPECT, world.record("demo", SECOND).verdict());
    }

    @Test
    void acknowledgement_ofWrongBytes_isNotHeard() {
        world.arrive("demo", SECOND, Fixtures.truncated());
        acknowledge(FindingCode.TRUNCATED);

        world.handle(new VerifierEvent.ObjectCreated(
                VerifierWorld.BUCKET, key(SECOND).acknowledgementKey(), "v1"));

        assertEquals(Verdict.CORRUPT, world.record("demo", SECOND).verdict());
    }

    @Test
    void arrival_kmsKeyAlive_isUnsealable() {
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-awskms.snap"));

        VerificationRecord record = world.record("demo", SECOND);
        assertEquals(ProofLevel.UNSEALABLE, record.level());
        assertEquals(List.of(), record.findings());
        assertEquals(List.of(KEY), world.sealKeys.checked());
    }

    @Test
    void arrival_kmsKeyDisabled_isIntactAndNotMore() {
        world.sealKeys.set(KEY, FindingCode.KMS_KEY_DISABLED);
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-awskms.snap"));

        VerificationRecord record = world.record("demo", SECOND);
        assertEquals(ProofLevel.INTACT, record.level());
        assertEquals(Verdict.INTACT, record.verdict(), "the bytes are right whatever becomes of the key");
        assertEquals(List.of(FindingCode.KMS_KEY_DISABLED), codes(record));
    }

    @Test
    void sweep_keyDiesLater_isToldWithinADayAndWhenItLivesAgain() {
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-awskms.snap"));
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        world.sweep();
        assertEquals(1, world.sealKeys.checked().size(), "an answer holds for a day");

        world.sealKeys.set(KEY, FindingCode.KMS_KEY_PENDING_DELETION);
        world.clock.moveTo("2026-11-24T02:11:00Z");
        world.sweep();
        assertEquals(ClusterState.UNPROVEN, world.status("demo").state());

        world.sealKeys.mend(KEY);
        world.clock.moveTo("2026-11-25T02:12:00Z");
        world.sweep();
        assertEquals(List.of(), world.status("demo").observations().seal().findings());
    }

    @Test
    void sweep_noAnswerFromKms_keepsTheLastAnswerAndAsksAgain() {
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-awskms.snap"));
        world.sealKeys.set(KEY, FindingCode.KMS_KEY_UNCHECKED);
        world.clock.moveTo("2026-11-24T02:11:00Z");
        world.sweep();
        world.sweep();

        assertEquals(3, world.sealKeys.checked().size());
        assertEquals(
                Instant.parse("2026-11-23T02:10:00Z"),
                world.status("demo").observations().seal().checkedAt());
    }

    @Test
    void arrival_keyNotInTheSettings_isNotAskedAbout() {
        world.withSettings(Map.of("sealKeyArns", KEY.replace("89f9", "0000")));
        world.arrive("demo", SECOND, Fixtures.named("openbao-2.6.2-awskms.snap"));

        assertEquals(List.of(FindingCode.KMS_KEY_UNCHECKED), codes(world.record("demo", SECOND)));
        assertEquals(List.of(), world.sealKeys.checked());
    }

    @Test
    void arrival_sealOutsideOfKms_isToldWhichSettingEndsTheAlert() {
        byte[] transit = SnapshotArchives.ofSeal("transit", List.of("transit/v1"));
        world.arrive("demo", SECOND, transit);
        assertEquals(List.of(FindingCode.SEAL_KEY_UNCHECKABLE), codes(world.record("demo", SECOND)));

        world.clock.moveTo("2026-12-01T02:11:00Z");
        world.arrive("demo", "2026-12-01T02:10:00Z", transit);
        world.sweep();

        assertEquals(ClusterState.UNPROVEN, world.status("demo").state());
        Finding first = world.alerts.published().stream()
                .flatMap(alert -> alert.findings().stream())
                .findFirst()
                .orElseThrow();
        assertEquals(FindingCode.SEAL_KEY_UNCHECKABLE, first.code());
        assertTrue(first.message().contains("set proofLevel of the cluster to intact"), first::message);

        world.withSettings(Map.of("proofLevel", "intact"));
        world.clock.moveTo("2026-12-02T02:11:00Z");
        world.arrive("demo", "2026-12-02T02:10:00Z", transit);
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(List.of(), codes(world.record("demo", "2026-12-02T02:10:00Z")));
    }

    @Test
    void sweep_oneOfSeveralKeysDies_staysHealthyUntilTheLastOne() {
        String other = KEY.replace("89f9", "0000");
        world.sealKeys.set("transit/v1", FindingCode.KMS_KEY_UNCHECKED);
        world.sealKeys.set(other, FindingCode.KMS_KEY_DISABLED);
        world.arrive("demo", SECOND, SnapshotArchives.ofSeal("multiseal", List.of(other, "transit/v1", KEY)));

        VerificationRecord record = world.record("demo", SECOND);
        assertEquals(ProofLevel.UNSEALABLE, record.level());
        assertEquals(List.of(FindingCode.SEAL_KEY_SPARE_UNUSABLE, FindingCode.KMS_KEY_UNCHECKED), codes(record));
        world.clock.moveTo("2026-11-24T02:11:00Z");
        world.sweep();
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
        assertEquals(6, world.sealKeys.checked().size(), "each of them, at the arrival and a day later");

        world.sealKeys.set(KEY, FindingCode.KMS_KEY_DISABLED);
        world.sealKeys.set("transit/v1", FindingCode.KMS_KEY_DISABLED);
        world.clock.moveTo("2026-11-25T02:12:00Z");
        world.sweep();
        assertEquals(3, world.status("demo").observations().seal().findings().size());
    }

    @Test
    void arrival_shamir_asksNoKey() {
        world.arrive("demo", SECOND, Fixtures.whole());

        assertEquals(List.of(), world.sealKeys.checked());
        assertNotNull(world.record("demo", SECOND).chainLink());
    }

    private void regress() {
        world.arrive("demo", FIRST, SnapshotArchives.ofIndex(200));
        world.arrive("demo", SECOND, SnapshotArchives.ofIndex(100));
        assertFalse(world.alerts.published().isEmpty());
    }

    private void assertAcknowledged() {
        VerificationRecord record = world.record("demo", SECOND);
        assertEquals(Verdict.INTACT, record.verdict());
        Finding finding = record.findings().get(0);
        assertTrue(String.valueOf(finding.acknowledged()).startsWith("restored it (kim, "), finding.toString());
        assertEquals(
                key(SECOND), world.status("demo").observations().lastProven().key());
        assertEquals(ClusterState.HEALTHY, world.status("demo").state());
    }

    private void acknowledge(FindingCode code) {
        write(new Acknowledgement(
                world.record("demo", SECOND).snapshot(),
                List.of(code),
                "restored it",
                Instant.parse("2026-11-23T02:09:00Z"),
                "kim"));
    }

    private void write(Acknowledgement acknowledgement) {
        world.documents.overwrite(key(SECOND).acknowledgementKey(), acknowledgement.toMap());
    }

    private static List<FindingCode> codes(VerificationRecord record) {
        return record.findings().stream().map(Finding::code).toList();
    }

    private static SnapshotKey key(String takenAt) {
        return VerifierWorld.key("demo", takenAt);
    }
}
