package io.vaultsnapshot.report.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.report.facts.ClusterFacts;
import io.vaultsnapshot.report.facts.Custody;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.testing.GeneratedFleet;
import io.vaultsnapshot.report.testing.TestSigner;
import io.vaultsnapshot.snapshot.custody.AuditCode;
import io.vaultsnapshot.snapshot.custody.AuditFinding;
import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a report reads of a bucket, and what it makes of a bucket that is not as it should be. */
class ReportReaderTest {
    private static final PublicKeys NO_KEY = arn -> {
        throw new StoreUnavailableException("AccessDenied", new IllegalStateException(arn));
    };

    private final TestSigner signer = new TestSigner();

    @Test
    void read_signedFleet_findsEveryChainWhole() throws Exception {
        ReportFacts facts = new GeneratedFleet(3, signer).facts(signer.publicKey());

        assertEquals(3, facts.clusters().size());
        for (ClusterFacts cluster : facts.clusters()) {
            Custody.Checked checked = assertInstanceOf(Custody.Checked.class, cluster.custody());
            assertEquals(List.of(), checked.report().findings());
            assertEquals(Set.of(TestSigner.ARN), checked.report().signedBy());
        }
        assertTrue(facts.clusters().get(0).backups().size() >= 28);
        assertEquals(4, facts.clusters().get(0).drills().size());
    }

    @Test
    void read_eachRecord_isAskedForOnce() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, RecordSigner.NONE);
        int records = (int) fleet.documents().all().keySet().stream()
                .filter(key -> key.startsWith("records/") && !key.endsWith("chain.json"))
                .count();
        fleet.documents().requests();

        fleet.facts(new byte[0]);

        // Index, status, head of the chain, the list twice.
        assertEquals(records + 5, fleet.documents().requests());
    }

    @Test
    void read_recordChanged_isFoundAndTheClusterIsBad() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, signer);
        String key = aRecord(fleet);
        String text = new String(fleet.documents().all().get(key), StandardCharsets.UTF_8);
        fleet.documents().putText(key, text.replace("2026-", "2025-"));

        ClusterFacts cluster = fleet.facts(signer.publicKey()).clusters().get(0);

        Custody.Checked checked = assertInstanceOf(Custody.Checked.class, cluster.custody());
        assertTrue(
                checked.report().findings().stream()
                        .map(AuditFinding::code)
                        .collect(Collectors.toSet())
                        .contains(AuditCode.RECORD_CHANGED),
                checked::toString);
        assertTrue(cluster.isBad());
    }

    @Test
    void read_recordIsNoJson_isNamedAndTheOthersCount() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, RecordSigner.NONE);
        int all = fleet.facts(new byte[0]).clusters().get(0).backups().size();
        String key = aRecord(fleet);
        fleet.documents().putText(key, "<script>");

        ClusterFacts cluster = fleet.facts(new byte[0]).clusters().get(0);

        assertEquals(List.of(key), cluster.unreadable());
        assertEquals(all, cluster.backups().size());
        assertTrue(cluster.isBad());
    }

    @Test
    void read_recordOfAnotherBackup_doesNotProveThisOne() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, RecordSigner.NONE);
        List<String> keys = records(fleet);
        fleet.documents()
                .putText(keys.get(1), new String(fleet.documents().all().get(keys.get(0)), StandardCharsets.UTF_8));

        assertEquals(
                List.of(keys.get(1)), fleet.facts(new byte[0]).clusters().get(0).unreadable());
    }

    @Test
    void read_keyIsOutOfReach_isNotCheckedAndNothingIsClaimed() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, signer);

        ReportFacts facts = read(fleet, NO_KEY);

        assertEquals(new Custody.Failed("AccessDenied"), facts.clusters().get(0).custody());
        assertEquals(1, facts.unchecked().size());
    }

    @Test
    void read_withoutAudit_readsThePeriodOnly() throws Exception {
        ReportFacts facts = read(new GeneratedFleet(1, signer), null);

        assertEquals(new Custody.NotAsked(), facts.clusters().get(0).custody());
        assertEquals(List.of(), facts.unchecked());
    }

    @Test
    void read_removedByTheRetention_countsFromItsRecord() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(1, RecordSigner.NONE);
        int all = fleet.facts(new byte[0]).clusters().get(0).backups().size();
        fleet.objects()
                .remove(fleet.facts(new byte[0])
                        .clusters()
                        .get(0)
                        .backups()
                        .get(3)
                        .key()
                        .format());

        ClusterFacts cluster = fleet.facts(new byte[0]).clusters().get(0);

        assertEquals(all, cluster.backups().size());
        assertEquals(
                1, cluster.backups().stream().filter(each -> !each.stored()).count());
    }

    @Test
    void read_statusIsDamaged_failsAsAWhole() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(2, RecordSigner.NONE);
        fleet.documents().putText(StatusKey.of("prod-1"), "{}");

        StoreUnavailableException failure =
                assertThrows(StoreUnavailableException.class, () -> fleet.facts(new byte[0]));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("status/prod-1.json cannot be read"));
    }

    @Test
    void read_clusterOfTheSettingsHasNoStatus_isNamed() throws Exception {
        GeneratedFleet fleet = new GeneratedFleet(2, RecordSigner.NONE);
        fleet.documents()
                .overwrite(
                        StatusKey.FLEET_INDEX,
                        Map.of("schema", "fleet-index/1.0", "sweptAt", "2026-11-27T15:00:00Z", "clusters", Map.of()));

        assertEquals(List.of("prod-1", "staging-1"), fleet.facts(new byte[0]).unswept());
    }

    private static ReportFacts read(GeneratedFleet fleet, @Nullable PublicKeys keys) throws StoreUnavailableException {
        return new ReportReader(fleet.bucket(), (done, all) -> {})
                .read(new ReportRequest(GeneratedFleet.origin(), Set.of(), fleet.settings(), keys));
    }

    private static String aRecord(GeneratedFleet fleet) {
        return records(fleet).get(4);
    }

    private static List<String> records(GeneratedFleet fleet) {
        return fleet.documents().all().keySet().stream()
                .filter(key -> key.startsWith("records/prod-1/vault_"))
                .toList();
    }
}
