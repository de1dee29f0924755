package io.vaultsnapshot.e2e.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.e2e.aws.AwsServer;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteExtension;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.seal.KmsClients;
import io.vaultsnapshot.snapshot.seal.KmsDataKeys;
import io.vaultsnapshot.snapshot.seal.KmsSealKeys;
import io.vaultsnapshot.snapshot.seal.SealedSumsCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** A server sealed by a key of KMS: which key it is, whether it is enabled, and what it proves without a server. */
@ExtendWith(SuiteExtension.class)
class SealScenario {
    /** The server writes the sums in any order. Among so many snapshots both orders occur. */
    private static final int SNAPSHOTS = 16;

    private final Suite suite;

    SealScenario(Suite suite) {
        this.suite = suite;
    }

    @Test
    void snapshotOfAKmsSeal_namesItsKey_whichIsAskedAboutAndOpensTheSums(AwsServer aws) throws IOException {
        KmsClient kms = aws.client(KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()));
        KeyMetadata made = kms.createKey().keyMetadata();
        String key = made.arn();
        // moto accepts an ARN when it describes or decrypts, but only an id when it changes a key.
        String id = made.keyId();
        List<byte[]> objects = snapshots(aws, key);
        byte[] object = objects.get(0);
        KmsClients clients = new KmsClients(region -> {
            assertEquals(AwsServer.REGION, region);
            return kms;
        });

        ArchiveInspection inspection = inspect(object);
        assertEquals(List.of(), inspection.findings());
        SealInfo seal = Objects.requireNonNull(inspection.archive().seal());
        assertEquals(SealInfo.AWSKMS, seal.type());
        assertEquals(List.of(key), seal.keys());

        SealedSumsCheck sums = new SealedSumsCheck(new KmsDataKeys(clients));
        for (byte[] each : objects) {
            assertEquals(Optional.empty(), sums.check(inspect(each).sealedSums()), "the server's own sums");
        }
        assertEquals(
                Optional.of(FindingCode.SEALED_SUMS_MISMATCH),
                sums.check(inspect(rewritten(object)).sealedSums()).map(Finding::code),
                "complete by its own sums, but not what the server wrote");

        KmsSealKeys keys = new KmsSealKeys(clients);
        assertEquals(Optional.empty(), keys.problem(key));
        kms.disableKey(request -> request.keyId(id));
        assertEquals(Optional.of(FindingCode.KMS_KEY_DISABLED), code(keys, key));
        kms.enableKey(request -> request.keyId(id));
        assertEquals(Optional.empty(), keys.problem(key));
        kms.scheduleKeyDeletion(request -> request.keyId(id).pendingWindowInDays(7));
        assertEquals(Optional.of(FindingCode.KMS_KEY_PENDING_DELETION), code(keys, key));
        String unknown = key.substring(0, key.lastIndexOf('/') + 1) + "00000000-0000-0000-0000-000000000000";
        assertEquals(Optional.of(FindingCode.KMS_KEY_MISSING), code(keys, unknown));
    }

    private List<byte[]> snapshots(AwsServer aws, String key) throws IOException {
        List<byte[]> objects = new ArrayList<>();
        try (ServerNode server =
                ServerNode.start(suite.workspace(), suite.get(Tools.class).openBao(), "seal-of-kms", aws.seal(key))) {
            ServerKeys keys = server.initialize();
            RestoreOracle.write(server, keys, RestoreOracle.VALUE);
            for (int number = 0; number < SNAPSHOTS; number++) {
                Path file = suite.folder("seal").resolve(number + ".snap");
                server.cli(keys, "operator", "raft", "snapshot", "save", file.toString())
                        .orFail();
                objects.add(Files.readAllBytes(file));
            }
        }
        return objects;
    }

    /** Returns the snapshot with another raft index and matching sums, as after a careful forgery. */
    private static byte[] rewritten(byte[] object) throws IOException {
        byte[] changed = new RealSnapshot(object)
                .withMeta(meta -> meta.replaceFirst("\"Index\":\\d+", "\"Index\":7"))
                .object();
        assertEquals(List.of(), inspect(changed).findings());
        assertTrue(new String(new RealSnapshot(changed).member(RealSnapshot.META), StandardCharsets.UTF_8)
                .contains("\"Index\":7"));
        return changed;
    }

    private static Optional<FindingCode> code(KmsSealKeys keys, String arn) {
        return keys.problem(arn).map(Finding::code);
    }

    private static ArchiveInspection inspect(byte[] object) throws IOException {
        return SnapshotArchiveReader.inspect(new ByteArrayInputStream(object));
    }
}
