package io.vaultsnapshot.snapshot.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.vaultsnapshot.contract.bucket.RecordKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.ChainLink;
import io.vaultsnapshot.contract.record.SnapshotVersion;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.InMemoryDocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.testing.ArchiveReports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecordChainTest {
    private final InMemoryDocumentStore documents = new InMemoryDocumentStore();
    private final RecordChain chain = new RecordChain(documents, RecordSigner.NONE);

    @Test
    void append_records_nameTheOneBeforeAndItsHash() throws Exception {
        VerificationRecord first = chain.append(key(1), record(1));
        VerificationRecord second = chain.append(key(2), record(2));

        assertEquals(ChainLink.first(), first.chainLink());
        assertEquals(new ChainLink(2, key(1), RecordDigest.hash(stored(key(1))), null), second.chainLink());
        assertEquals(new ChainHead(2, key(2), RecordDigest.hash(stored(key(2)))), head());
    }

    @Test
    @Timeout(60)
    void append_manyAtOnce_formOneChain() throws Exception {
        int count = 24;
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<VerificationRecord>> appended = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            int number = i;
            appended.add(threads.submit(() -> appendUntilTaken(number)));
        }
        for (Future<VerificationRecord> each : appended) {
            each.get();
        }
        threads.shutdown();

        ChainHead head = head();
        RecordKey key = head.key();
        String hash = head.sha256();
        for (long sequence = count; sequence >= 1; sequence--) {
            Map<String, Object> document = stored(key);
            assertEquals(hash, RecordDigest.hash(document), "record " + sequence);
            ChainLink link =
                    Objects.requireNonNull(VerificationRecord.of(document).chainLink());
            assertEquals(sequence, link.sequence());
            key = link.previousKey();
            hash = link.previousSha256();
        }
        assertNull(key, "the first follows none");
    }

    private VerificationRecord appendUntilTaken(int number) {
        while (true) {
            try {
                return chain.append(key(number), record(number));
            } catch (StoreUnavailableException triedAgainAsLambdaWould) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void join_recordOfACrashedRun_becomesTheHead() throws Exception {
        chain.append(key(1), record(1));
        VerificationRecord orphan = record(2).withChainLink(new ChainLink(2, key(1), head().sha256(), null));
        documents.overwrite(key(2).recordKey(), orphan.toMap());

        chain.join(key(2), orphan);

        assertEquals(key(2), head().key());
        assertEquals(2, head().sequence());
    }

    @Test
    void join_recordWhoseNumberIsTaken_changesNothing() throws Exception {
        VerificationRecord orphan = record(1).withChainLink(ChainLink.first());
        documents.overwrite(key(1).recordKey(), orphan.toMap());
        chain.append(key(2), record(2));

        assertEquals(
                1,
                Objects.requireNonNull(chain.join(key(2), chained(2)).chainLink())
                        .sequence());
        // Its number is taken, so joining it changes nothing. The audit finds it beside the chain.
        assertEquals(orphan, chain.join(key(1), orphan));
    }

    @Test
    void hash_acknowledgedRecord_isTheSameAndTheSignedFormIsNot() {
        VerificationRecord suspect = record(1)
                .withChainLink(ChainLink.first())
                .withFindings(List.of(Finding.of(FindingCode.REGRESSION, "lower")), ProofLevel.INTACT);
        VerificationRecord acknowledged = suspect.acknowledged(new Acknowledgement(
                suspect.snapshot(), List.of(FindingCode.REGRESSION), "meant", Instant.EPOCH, "kim"));

        assertEquals(Verdict.SUSPECT, suspect.verdict());
        assertEquals(Verdict.INTACT, acknowledged.verdict());
        assertEquals(RecordDigest.hash(suspect.toMap()), RecordDigest.hash(acknowledged.toMap()));
        assertNotEquals(digest(suspect.toMap()), digest(acknowledged.toMap()));
    }

    @Test
    void hash_anyOtherFieldChanged_differs() {
        Map<String, Object> document = record(1)
                .withChainLink(new ChainLink(7, key(6), "00", null))
                .withFindings(List.of(Finding.of(FindingCode.REGRESSION, "lower")), ProofLevel.INTACT)
                .toMap();
        HashSet<String> hashes = new HashSet<>(List.of(RecordDigest.hash(document)));
        int changed = 0;
        for (String field : List.copyOf(document.keySet())) {
            if (!field.equals("schema") && !field.equals("verdict")) {
                Map<String, Object> other = new LinkedHashMap<>(document);
                other.put(field, "changed");
                hashes.add(RecordDigest.hash(other));
                changed++;
            }
        }
        document.put("fieldOfTheFuture", 1);
        hashes.add(RecordDigest.hash(document));

        assertEquals(changed + 2, hashes.size(), "each change gives its own hash");
    }

    @Test
    void append_damagedHead_beginsAnew() throws Exception {
        chain.append(key(1), record(1));
        documents.overwrite(SnapshotKey.chainHeadKey("demo"), Map.of("schema", "other/1.0"));

        assertEquals(
                1,
                Objects.requireNonNull(chain.append(key(2), record(2)).chainLink())
                        .sequence());
        assertEquals(key(2), head().key());
    }

    private static String digest(Map<String, Object> document) {
        return HexFormat.of().formatHex(RecordDigest.digestToSign(document));
    }

    private VerificationRecord chained(int number) throws Exception {
        return VerificationRecord.of(stored(key(number)));
    }

    private ChainHead head() throws Exception {
        return ChainHead.of(
                documents.read(SnapshotKey.chainHeadKey("demo")).orElseThrow().fields());
    }

    private Map<String, Object> stored(RecordKey key) throws Exception {
        return documents.read(key.recordKey()).orElseThrow().fields();
    }

    static SnapshotKey key(int day) {
        return new SnapshotKey("demo", Instant.parse("2026-11-01T02:00:00Z").plusSeconds(86_400L * day));
    }

    static VerificationRecord record(int day) {
        return new VerificationRecord(
                new SnapshotVersion(key(day), "v" + day),
                Instant.parse("2026-11-01T02:00:30Z"),
                Verdict.INTACT,
                ProofLevel.INTACT,
                ArchiveReports.of("0a", 1),
                null,
                List.of());
    }
}
