package io.vaultsnapshot.snapshot.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.PrefixCount;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValidArchivesTest {
    private static final String KMS_KEY = "arn:aws:kms:eu-north-1:111122223333:key/1";
    private static final byte[] TAR = SnapshotArchives.valid().tarBytes();

    /** A server can be restored from each of these, and no byte is missing. */
    static Stream<Arguments> variants() {
        byte[] kmsState = StateBytes.without("core/hsm/barrier-unseal-keys", "core/seal-config")
                .entry("core/hsm/barrier-unseal-keys", StateBytes.blob("sealed", KMS_KEY))
                .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("shamir", "awskms"))
                .bytes();
        return Stream.of(
                Arguments.of("deflated", SnapshotArchives.valid().bytes()),
                Arguments.of("stored", SnapshotArchives.valid().stored().bytes()),
                Arguments.of(
                        "members reordered",
                        SnapshotArchives.valid().sumsFirst().bytes()),
                Arguments.of(
                        "sizes in pax headers",
                        SnapshotArchives.valid().paxSize().bytes()),
                Arguments.of(
                        "sums lines reversed",
                        sums(SnapshotArchives.valid(), false).bytes()),
                Arguments.of(
                        "sums without last newline",
                        sums(SnapshotArchives.valid(), true).bytes()),
                Arguments.of("gzip with everything", GzipBytes.of(fullHeader(), TAR, 9)),
                Arguments.of(
                        "largest meta",
                        SnapshotArchives.valid().metaOf(metaOfSize(8191)).bytes()),
                Arguments.of("kms seal", SnapshotArchives.ofState(kmsState).bytes()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void inspect_validVariant_isIntact(String name, byte[] object) {
        ArchiveInspection inspection = SnapshotArchives.inspect(object);

        assertEquals(List.of(), inspection.findings());
        assertEquals(Verdict.INTACT, inspection.verdict());
        assertEquals(name.equals("kms seal") ? ProofLevel.INTACT : ProofLevel.UNSEALABLE, inspection.level());
    }

    @Test
    void inspect_validArchive_tellsWhatIsInIt() {
        byte[] state = StateBytes.complete().bytes();
        ArchiveInspection inspection = SnapshotArchives.valid().inspect();

        assertEquals(
                new SnapshotMeta(1, "bolt-snapshot", 29, 3, 1, state.length, List.of()),
                inspection.archive().meta());
        assertEquals(
                new SealInfo("shamir", 5, 3, null, List.of(), StateBytes.SHAMIR_DIGEST, null),
                inspection.archive().seal());
        assertEquals(List.of("1.21.4"), inspection.archive().serverVersions());
        assertEquals(10, inspection.archive().contents().entries());
        assertEquals(new PrefixCount(2, 72), inspection.archive().prefixes().get("logical/0b2c/"));
        assertEquals(
                inspection.archive().contents().bytes(),
                inspection.archive().prefixes().values().stream()
                        .mapToLong(PrefixCount::bytes)
                        .sum());
    }

    @Test
    void inspect_fieldsInAnyOrderAndUnknownOnes_areRead() {
        byte[] key = "core/seal-config".getBytes(StandardCharsets.UTF_8);
        byte[] value = StateBytes.SHAMIR_5_3.getBytes(StandardCharsets.UTF_8);
        StateBytes message = new StateBytes()
                .varint(24)
                .varint(1)
                .field(2, value)
                .field(9, new byte[300])
                .varint(81)
                .raw(new byte[8])
                .varint(93)
                .raw(new byte[4])
                .field(1, key);
        byte[] state =
                StateBytes.without("core/seal-config").message(message.bytes()).bytes();

        ArchiveInspection inspection = SnapshotArchives.ofState(state).inspect();

        assertEquals(List.of(), inspection.findings());
        assertEquals(
                new SealInfo("shamir", 5, 3, null, List.of(), StateBytes.SHAMIR_DIGEST, null),
                inspection.archive().seal());
    }

    @Test
    void inspect_base256Size_isRead() {
        byte[] state = StateBytes.complete().bytes();
        byte[] tar = new TarBytes()
                .raw(TarBytes.header("state.bin", '0', TarBytes.base256(state.length)))
                .content(state)
                .end()
                .bytes();

        assertEquals(
                10,
                SnapshotArchives.inspect(GzipBytes.of(tar, 6))
                        .archive()
                        .contents()
                        .entries());
    }

    @Test
    void inspect_sourceHandsOutSingleBytes_readsThemAll() throws IOException {
        byte[] object = SnapshotArchives.valid().bytes();
        InputStream single = new ByteArrayInputStream(object) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };

        assertEquals(SnapshotArchives.inspect(object), SnapshotArchiveReader.inspect(single));
    }

    @Test
    void inspect_sourceFails_throwsWhatTheSourceThrew() {
        IOException lost = new IOException("connection lost");
        InputStream failing = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw lost;
            }
        };
        byte[] object = SnapshotArchives.valid().bytes();
        InputStream half = new SequenceInputStream(new ByteArrayInputStream(object, 0, object.length / 2), failing);

        Assertions.assertSame(
                lost, Assertions.assertThrows(IOException.class, () -> SnapshotArchiveReader.inspect(half)));
    }

    @Test
    void inspect_prefixes_areSortedAndComplete() {
        Map<String, PrefixCount> prefixes =
                SnapshotArchives.valid().inspect().archive().prefixes();

        assertEquals(
                List.of("core/", "core/hsm/", "core/versions/", "logical/0b2c/", "sys/token/"),
                List.copyOf(prefixes.keySet()));
    }

    private static SnapshotArchives sums(SnapshotArchives archive, boolean cutNewline) {
        String text = archive.sumLine("meta.json") + archive.sumLine("state.bin");
        return archive.sums(cutNewline ? text.substring(0, text.length() - 1) : text);
    }

    private static String metaOfSize(int size) {
        String meta = SnapshotArchives.valid().metaText();
        return meta + " ".repeat(size - meta.length());
    }

    /** Time, flags, operating system, extra field, name, comment and header checksum. */
    private static byte[] fullHeader() {
        byte[] header = new StateBytes()
                .raw(0x1f, 0x8b, 8, 0x1f, 1, 2, 3, 4, 2, 3)
                .raw(3, 0, 'a', 'b', 'c')
                .raw('n', 0, 'c', 0)
                .bytes();
        CRC32 crc = new CRC32();
        crc.update(header);
        return GzipBytes.join(
                header,
                new StateBytes()
                        .raw((int) crc.getValue() & 0xff, ((int) crc.getValue() >> 8) & 0xff)
                        .bytes());
    }
}
