package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.RaftServer;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.StateContents;
import io.vaultsnapshot.contract.record.StateKind;
import io.vaultsnapshot.snapshot.archive.state.LargestKey;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be read in a snapshot without any key, with snapshots of real servers. */
class StateInsightTest {
    private static final String KMS_KEY =
            "arn:aws:kms:eu-north-1:123456789012:key/89f9abe9-8d70-4ed1-ad9b-6bc5f77b1d79";

    @Test
    void inspect_awskmsSnapshot_namesKeyAndRecoveryQuorum() throws IOException {
        ArchiveInspection inspection = fixture("openbao-2.6.2-awskms.snap");

        assertEquals(List.of(), inspection.findings());
        assertEquals(
                new SealInfo(
                        SealInfo.AWSKMS,
                        1,
                        1,
                        new Quorum(1, 1),
                        List.of(KMS_KEY),
                        "2bb55fb008827f0c",
                        "77768fde279de6b1"),
                inspection.archive().seal());
        assertEquals(ProofLevel.INTACT, inspection.level(), "whether the key is alive is not for the archive to say");
        assertEquals(
                KMS_KEY,
                Objects.requireNonNull(inspection.sealedSums())
                        .blob()
                        .orElseThrow()
                        .keyId());
    }

    @Test
    void inspect_shamirSnapshot_namesNoKeyOutside() throws IOException {
        ArchiveInspection inspection = fixture("openbao-2.6.2-shamir.snap");

        assertEquals(
                new SealInfo(SealInfo.SHAMIR, 5, 3, null, List.of(), "44de4be218d49f9c", null),
                inspection.archive().seal());
        assertTrue(Objects.requireNonNull(inspection.sealedSums()).blob().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "openbao-2.6.2-300-secrets.snap,  fixture, 4, 1, 303, 2, 1, 0, 5",
        "vault-1.21.4-1000-secrets.snap,  vault-1, 2, 2, 2009, 4, 5, 4, 3",
    })
    void inspect_realSnapshot_countsByKind(
            String file,
            String server,
            long mounts,
            long auths,
            long secrets,
            long policies,
            long tokens,
            long leases,
            int ids)
            throws IOException {
        ArchiveInspection inspection = fixture(file);
        StateContents contents = inspection.archive().contents();

        assertEquals(
                List.of(server),
                Objects.requireNonNull(inspection.archive().meta()).servers().stream()
                        .map(RaftServer::id)
                        .toList());
        assertEquals(mounts, contents.of(StateKind.MOUNTS).entries(), "mounts");
        assertEquals(auths, contents.of(StateKind.AUTH_MOUNTS).entries(), "auth mounts");
        assertEquals(secrets, contents.of(StateKind.SECRETS).entries(), "secrets");
        assertEquals(policies, contents.of(StateKind.POLICIES).entries(), "policies");
        assertEquals(tokens, contents.of(StateKind.TOKENS).entries(), "tokens");
        assertEquals(leases, contents.of(StateKind.LEASES).entries(), "leases");
        assertEquals(ids, contents.mountIds().size(), contents.mountIds().toString());
        assertEquals(10, inspection.largest().size());
    }

    @Test
    void inspect_kinds_followFromTheKeys() {
        String id = "0b2c7c1e-6a52-4b2f-9c0e-0123456789ab";
        StateBytes state = StateBytes.complete()
                .encrypted("core/auth/" + id)
                .entry("core/authority", "x")
                .entry("core/local-mounts", "x")
                .entry("logical/" + id + "/packer/buckets/7", "x")
                .entry("logical/" + id + "/packer/local-aliases/buckets/7", "x")
                .entry("logical/" + id + "/packer/group/buckets/7", "x")
                .entry("namespaces/" + id + "/core/mounts/x", "x")
                .entry("sys/policy/p", "x")
                .entry("sys/policyfoo", "x")
                .entry("sys/expire/id/auth/x", "x")
                .entry("auth/" + id.replace('-', '_') + "/config", "x");

        StateContents contents =
                SnapshotArchives.ofState(state.bytes()).inspect().archive().contents();

        assertEquals(2, contents.of(StateKind.MOUNTS).entries());
        assertEquals(2, contents.of(StateKind.AUTH_MOUNTS).entries());
        assertEquals(2, contents.of(StateKind.SECRETS).entries());
        assertEquals(2, contents.of(StateKind.ENTITIES).entries());
        assertEquals(1, contents.of(StateKind.GROUPS).entries());
        assertEquals(1, contents.of(StateKind.NAMESPACES).entries());
        assertEquals(new PrefixCount(1, 13), contents.of(StateKind.POLICIES));
        assertEquals(1, contents.of(StateKind.LEASES).entries());
        assertEquals(1, contents.of(StateKind.AUTH_CONFIG).entries());
        assertEquals(List.of(id), contents.mountIds(), "and what only looks like a UUID is none");
    }

    @Test
    void inspect_countlessMounts_staysBounded() {
        StateBytes state = StateBytes.complete();
        IntStream.range(0, 3 * 1000)
                .forEach(i -> state.entry(String.format("logical/%08x-1111-2222-3333-444455556666/x", i), "v"));

        assertEquals(
                1000,
                SnapshotArchives.ofState(state.bytes())
                        .inspect()
                        .archive()
                        .contents()
                        .mountIds()
                        .size());
    }

    @Test
    void inspect_largestKeys_areInOrderAndPrintable() {
        StateBytes state = StateBytes.complete().entry("big/\u001b[31m", new byte[5000]);
        IntStream.range(0, 50).forEach(i -> state.entry("k" + i, new byte[1000 + i]));

        List<LargestKey> largest =
                SnapshotArchives.ofState(state.bytes()).inspect().largest();

        assertEquals(new LargestKey("big/\\u001b[31m", 5009), largest.get(0));
        assertEquals("k49", largest.get(1).key());
        assertEquals(10, largest.size());
    }

    @Test
    void inspect_depth_makesLongerPrefixes() throws IOException {
        byte[] object = SnapshotArchives.valid().bytes();

        ArchiveInspection one = SnapshotArchiveReader.inspect(new ByteArrayInputStream(object), 1);
        ArchiveInspection three = SnapshotArchiveReader.inspect(new ByteArrayInputStream(object), 3);

        assertEquals(
                List.of("core/", "logical/", "sys/"),
                List.copyOf(one.archive().prefixes().keySet()));
        assertTrue(
                three.archive().prefixes().containsKey("logical/0b2c/secret/"),
                three.archive().prefixes().toString());
    }

    @Test
    void inspect_configurationOfAnotherShape_isNoFinding() {
        String meta = SnapshotArchives.valid().metaText();

        ArchiveInspection inspection = SnapshotArchives.valid()
                .metaOf(meta.replace("{\"Servers\":[]}", "{\"Servers\":[7]}"))
                .inspect();

        assertEquals(List.of(), inspection.findings());
        assertFalse(Objects.requireNonNull(inspection.archive().meta())
                .servers()
                .iterator()
                .hasNext());
    }

    @Test
    void inspect_oldShamirOfVault_isUnsealableByVault() {
        byte[] state = StateBytes.without("core/seal-config", "core/hsm/barrier-unseal-keys")
                .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("\"stored_shares\":1", "\"stored_shares\":0"))
                .bytes();

        ArchiveInspection inspection = SnapshotArchives.ofState(state).inspect();

        assertEquals(List.of(FindingCode.LEGACY_SHAMIR), inspection.codes());
        assertEquals(ProofLevel.UNSEALABLE, inspection.level());
    }

    @Test
    void inspect_namespacesWithSealsOfTheirOwn_areNamed() {
        String sealed = "7df923e1-50bd-f1ae-6b39-7ce1e7078640";
        byte[] state = StateBytes.complete()
                .sealedNamespace(sealed)
                .encrypted("namespaces/c5abc7f5-95b6-f71e-d242-b8b28c0ff27f/core/mounts/m")
                .bytes();

        ArchiveInspection inspection = SnapshotArchives.ofState(state).inspect();

        assertEquals(List.of(), inspection.findings());
        assertEquals(List.of(sealed), inspection.archive().contents().sealedNamespaces());
    }

    @Test
    void inspect_countlessNamespaces_staysBoundedAndSaysSo() {
        StateBytes state = StateBytes.complete();
        IntStream.rangeClosed(0, 10_000)
                .forEach(i -> state.entry(
                        String.format("namespaces/%08x-1111-2222-3333-444455556666/core/mounts/m", i), "v"));

        assertEquals(
                List.of(FindingCode.NAMESPACE_SEAL_INCOMPLETE),
                SnapshotArchives.ofState(state.bytes()).inspect().codes());
    }

    @Test
    void inspect_severalSealsOfOneServer_namesEachOfTheirKeys() {
        byte[] rootKey = StateBytes.severalBlobs(
                StateBytes.blob("c", KMS_KEY),
                StateBytes.blob("vault:v1:c", "transit/v1"),
                StateBytes.blob("vault:v1:d", "transit/v1"));
        byte[] state = StateBytes.without("core/seal-config", "core/hsm/barrier-unseal-keys")
                .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("shamir", SealInfo.MULTISEAL))
                .entry("core/hsm/barrier-unseal-keys", rootKey)
                .bytes();

        ArchiveInspection inspection = SnapshotArchives.ofState(state).inspect();

        assertEquals(List.of(), inspection.findings());
        assertEquals(ProofLevel.INTACT, inspection.level());
        assertEquals(
                List.of(KMS_KEY, "transit/v1", "transit/v1"),
                Objects.requireNonNull(inspection.archive().seal()).keys(),
                "two transit keys of one version are two keys");
    }

    private static ArchiveInspection fixture(String file) {
        return SnapshotArchives.inspect(Fixtures.named(file));
    }
}
