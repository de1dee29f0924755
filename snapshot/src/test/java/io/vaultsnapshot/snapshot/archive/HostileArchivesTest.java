package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.MEMBER_UNEXPECTED;
import static io.vaultsnapshot.contract.finding.FindingCode.TAR_TRAILING_DATA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostileArchivesTest {
    /**
     * A mebibyte of zeros as deflate blocks that end at a byte boundary and are not the last, so they can be repeated.
     */
    private static final byte[] DEFLATED_MEBIBYTE = deflatedMebibyte();

    @Test
    void inspect_tenGibibytesOfZeros_endsSoonAndReadsTheWholeObject() throws IOException {
        ArchiveInspection inspection = SnapshotArchiveReader.inspect(zeros(10 << 10));

        assertTrue(
                inspection.codes().contains(TAR_TRAILING_DATA),
                () -> inspection.findings().toString());
        assertEquals(
                10 + 10240L * DEFLATED_MEBIBYTE.length, inspection.archive().size());
    }

    @Test
    void inspect_memberOfTenGibibytes_isNotFollowed() throws IOException {
        byte[] header = TarBytes.header("bomb", '0', TarBytes.base256(10L << 30));
        ArchiveInspection inspection = SnapshotArchiveReader.inspect(zerosAfter(header, 10 << 10));

        assertEquals(List.of(MEMBER_UNEXPECTED, MEMBER_UNEXPECTED), inspection.codes());
    }

    @Test
    void inspect_stateOfZeros_isFoundAtItsFirstByte() throws IOException {
        byte[] header = TarBytes.header("state.bin", '0', TarBytes.base256(1L << 28));
        ArchiveInspection inspection = SnapshotArchiveReader.inspect(zerosAfter(header, 1 << 8));

        assertEquals(FindingCode.STATE_ENTRY_INVALID, inspection.codes().get(0));
    }

    @Test
    void inspect_thousandsOfMembers_givesUp() {
        TarBytes tar = new TarBytes();
        IntStream.range(0, 20_000).forEach(i -> tar.file("member-" + i, new byte[0]));

        ArchiveInspection inspection =
                SnapshotArchives.inspect(GzipBytes.of(tar.end().bytes(), 6));

        assertTrue(inspection.findings().size() < 100);
    }

    @Test
    void inspect_hostileName_isEscapedAndCut() {
        ArchiveInspection inspection = SnapshotArchives.valid()
                .withExtra("a\n\u001b[2J" + "x".repeat(80))
                .inspect();

        String message = inspection.findings().get(0).message();
        assertTrue(message.contains("'a\\u000a\\u001b[2Jxxx"), message);
        assertTrue(message.contains("x…'"), message);
    }

    @Test
    void inspect_invalidSealConfig_doesNotShowItsValue() {
        StateBytes state = StateBytes.without("core/seal-config").entry("core/seal-config", "{\"type\": hvs.SECRET");

        assertFalse(SnapshotArchives.ofState(state.bytes()).inspect().toString().contains("hvs."));
    }

    @Test
    void inspect_countlessPrefixesAndVersions_staysBounded() {
        StateBytes state = StateBytes.complete();
        IntStream.range(0, 3000).forEach(i -> state.entry("p" + i + "/" + i + "/x", "v"));
        IntStream.range(0, 3000).forEach(i -> state.entry("core/versions/1." + i, "v"));
        state.entry("a".repeat(400) + "/b", "v").entry("\n/\u001b/", "v").entry("no-slash", "v");

        ArchiveInspection inspection = SnapshotArchives.ofState(state.bytes()).inspect();

        assertEquals(List.of(), inspection.findings());
        assertEquals(1000 + 2, inspection.archive().prefixes().size());
        assertEquals(2005 + 2, inspection.archive().prefixes().get("(other)").entries());
        assertEquals(1, inspection.archive().prefixes().get("(top)").entries());
        assertEquals(100, inspection.archive().serverVersions().size());
    }

    @Test
    void inspect_300MebibytesWith64MebibytesOfHeap_isIntact(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("large.snap");
        LargeArchives.write(file, 300L << 20, 100_000, 0);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        InspectOneFile.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, process.waitFor(), output);
        assertTrue(output.startsWith("INTACT"), output);
    }

    private static InputStream zeros(int mebibytes) {
        return zerosAfter(new byte[0], mebibytes);
    }

    /** A gzip stream of the bytes and a number of mebibytes of zeros, without an end. It is made while it is read. */
    private static InputStream zerosAfter(byte[] first, int mebibytes) {
        byte[] start = GzipBytes.join(GzipBytes.HEADER, storedBlock(first));
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(start));
        IntStream.range(0, mebibytes).forEach(i -> parts.add(new ByteArrayInputStream(DEFLATED_MEBIBYTE)));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private static byte[] storedBlock(byte[] content) {
        int length = content.length;
        return length == 0
                ? content
                : GzipBytes.join(
                        new StateBytes()
                                .raw(0, length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff)
                                .bytes(),
                        content);
    }

    private static byte[] deflatedMebibyte() {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(new byte[1 << 20]);
        byte[] buffer = new byte[1 << 16];
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }
}
