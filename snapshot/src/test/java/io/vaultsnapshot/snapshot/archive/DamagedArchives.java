package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.*;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One archive for each kind of damage, with the codes that must be found: all of them, in this order. Damage inside the
 * members is in {@link DamagedContents}.
 */
final class DamagedArchives {
    /** An archive's bytes and the codes that must be found in them. */
    static final class Case {
        private final String name;
        private final byte[] object;
        private final List<FindingCode> codes;

        Case(String name, byte[] object, List<FindingCode> codes) {
            this.name = name;
            this.object = object;
            this.codes = codes;
        }

        byte[] object() {
            return object;
        }

        List<FindingCode> codes() {
            return codes;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private DamagedArchives() {}

    static List<Case> gzip() {
        byte[] valid = valid().stored().bytes();
        int length = valid.length;
        return List.of(
                new Case("no bytes", new byte[0], List.of(EMPTY)),
                new Case("a page", "<html>502</html>".getBytes(StandardCharsets.UTF_8), List.of(NOT_GZIP)),
                new Case("a bare tar", valid().tarBytes(), List.of(NOT_GZIP)),
                damaged("wrong method", valid().object(set(2, 7)), GZIP_HEADER_INVALID),
                damaged("reserved flag", valid().object(set(3, 0x20)), GZIP_HEADER_INVALID),
                damaged("wrong header crc", valid().object(header(0x02, 1, 2)), GZIP_HEADER_INVALID),
                damaged("header cut", valid().object(b -> Arrays.copyOf(b, 9)), TRUNCATED),
                damaged(
                        "name without end",
                        valid().object(b -> new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0, 'x'}),
                        TRUNCATED),
                damaged("deflate block of type 3", valid().object(set(10, 7)), GZIP_DATA_INVALID),
                damaged("crc wrong", valid().object(b -> SnapshotArchives.flip(b, b.length - 8, 0)), GZIP_CRC_MISMATCH),
                damaged(
                        "length wrong",
                        valid().object(b -> SnapshotArchives.flip(b, b.length - 1, 7)),
                        GZIP_LENGTH_MISMATCH),
                damaged("cut by a byte", valid().truncate(1), TRUNCATED),
                damaged("cut by the trailer", valid().truncate(8), TRUNCATED),
                damaged("half", valid().truncate(400), TRUNCATED),
                damaged("a byte after the end", valid().trailing((byte) 0), TRAILING_DATA),
                damaged("a second member", valid().trailing(GzipBytes.of(new byte[0], 6)), TRAILING_DATA),
                damaged("a flipped bit", valid().stored().flipBit(length - 1600, 3), TAR_INVALID, GZIP_CRC_MISMATCH));
    }

    static List<Case> tar() {
        return List.of(
                damaged(
                        "no tar",
                        valid().tar(tar -> new byte[512 * 3 + 1]),
                        MEMBER_MISSING,
                        MEMBER_MISSING,
                        MEMBER_MISSING,
                        SEALED_SUMS_MISSING,
                        TAR_TRAILING_DATA),
                damaged("header checksum", valid().tar(set(0, 'M')), TAR_INVALID),
                damaged("format unknown", valid().tar(tar -> reheaded(tar, 257, 'U')), TAR_INVALID),
                damaged("size negative", valid().tar(tar -> reheaded(tar, 124, 0xff)), TAR_INVALID),
                damaged("size no number", valid().tar(tar -> reheaded(tar, 124, '9')), TAR_INVALID),
                damaged("size lies", valid().tar(tar -> reheaded(tar, 124, '7')), MEMBER_TOO_LARGE, MEMBER_UNEXPECTED),
                damaged(
                        "size too small",
                        valid().tar(tar -> reheaded(tar, 132, '0')),
                        META_INVALID,
                        TAR_INVALID,
                        SUM_MISMATCH),
                damaged("padding not zero", valid().tar(set(1023, 1)), TAR_INVALID),
                damaged(
                        "global header",
                        valid().tar(prepend(new TarBytes().member("g", 'g', TarBytes.paxRecord("a", "b")))),
                        TAR_INVALID),
                damaged(
                        "two pax headers",
                        valid().tar(prepend(pax("a", "b").raw(pax("a", "b").bytes()))),
                        TAR_INVALID),
                damaged("pax size no number", valid().tar(prepend(pax("size", "-1"))), TAR_INVALID),
                damaged(
                        "pax record wrong",
                        valid().tar(prepend(new TarBytes().member("x", 'x', new byte[] {'9', '9', ' ', 'a'}))),
                        TAR_INVALID),
                damaged(
                        "pax without member",
                        valid().tar(tar -> pax("a", "b").end().bytes()),
                        TAR_INVALID),
                damaged(
                        "no bytes in the gzip",
                        valid().tar(tar -> new byte[0]),
                        TAR_UNTERMINATED,
                        MEMBER_MISSING,
                        MEMBER_MISSING,
                        MEMBER_MISSING,
                        SEALED_SUMS_MISSING),
                damaged("one zero block", valid().tar(tar -> Arrays.copyOf(tar, tar.length - 512)), TAR_UNTERMINATED),
                damaged("no zero block", valid().tar(tar -> Arrays.copyOf(tar, tar.length - 1024)), TAR_UNTERMINATED),
                damaged("second block not zero", valid().tar(tar -> changed(tar, tar.length - 100, 1)), TAR_INVALID),
                damaged(
                        "data after the end",
                        valid().tar(tar -> GzipBytes.join(tar, new byte[] {1})),
                        TAR_TRAILING_DATA),
                damaged(
                        "a zero after the end",
                        valid().tar(tar -> GzipBytes.join(tar, new byte[1])),
                        TAR_TRAILING_DATA),
                damaged(
                        "padded to a record as tar does",
                        valid().tar(tar -> GzipBytes.join(tar, new byte[10240])),
                        TAR_TRAILING_DATA),
                damaged("tar cut in a member", valid().tar(tar -> Arrays.copyOf(tar, 600)), TRUNCATED),
                damaged("tar cut in a header", valid().tar(tar -> Arrays.copyOf(tar, 100)), TRUNCATED));
    }

    static List<Case> members() {
        return List.of(
                damaged("no meta", valid().without("meta.json"), MEMBER_MISSING),
                damaged("no state", valid().without("state.bin"), MEMBER_MISSING),
                damaged("no sums", valid().without("SHA256SUMS"), MEMBER_MISSING),
                damaged("no sealed sums", valid().without("SHA256SUMS.sealed"), SEALED_SUMS_MISSING),
                damaged("empty sealed sums", valid().emptySealed(), SEALED_SUMS_MISSING),
                damaged("extra", valid().withExtra("nope"), MEMBER_UNEXPECTED),
                damaged("other folder", valid().withExtra("./meta.json"), MEMBER_UNEXPECTED),
                damaged(
                        "no meta, wrong sum",
                        valid().without("meta.json")
                                .with(
                                        "state.bin",
                                        StateBytes.complete().entry("a/b", "c").bytes()),
                        MEMBER_MISSING,
                        SUM_MISMATCH),
                damaged(
                        "duplicate",
                        valid().tar(prepend(new TarBytes().file("meta.json", new byte[] {1}))),
                        META_INVALID,
                        MEMBER_DUPLICATE,
                        SUM_MISMATCH),
                damaged(
                        "state twice",
                        valid().tar(tar -> GzipBytes.join(
                                new TarBytes()
                                        .file("state.bin", StateBytes.complete().bytes())
                                        .bytes(),
                                tar)),
                        MEMBER_DUPLICATE),
                damaged(
                        "sealed sums twice",
                        valid().tar(prepend(new TarBytes().file("SHA256SUMS.sealed", new byte[] {1}))),
                        MEMBER_SUPERFLUOUS),
                damaged(
                        "sums in two members",
                        valid().tar(prepend(new TarBytes().file("SHA256SUMS", bytes(bothLines())))),
                        MEMBER_SUPERFLUOUS),
                damaged(
                        "sums in two members, one wrong",
                        valid().tar(prepend(
                                new TarBytes().file("SHA256SUMS", bytes("0".repeat(64) + "  state.bin\n")))),
                        MEMBER_SUPERFLUOUS,
                        SUMS_INVALID),
                damaged(
                        "sums in two halves",
                        valid().sums(valid().sumLine("meta.json"))
                                .tar(prepend(new TarBytes().file("SHA256SUMS", bytes(valid().sumLine("state.bin"))))),
                        MEMBER_SUPERFLUOUS),
                damaged(
                        "empty state beside the state",
                        valid().tar(tar -> GzipBytes.join(
                                Arrays.copyOf(tar, tar.length - 1024),
                                new TarBytes()
                                        .file("state.bin", new byte[0])
                                        .end()
                                        .bytes())),
                        MEMBER_SUPERFLUOUS),
                damaged(
                        "link beside the state",
                        valid().tar(prepend(new TarBytes().member("state.bin", '2', new byte[0]))),
                        MEMBER_SUPERFLUOUS),
                damaged(
                        "link in place of the state",
                        valid().without("state.bin").tar(prepend(new TarBytes().member("state.bin", '2', new byte[0]))),
                        MEMBER_SUPERFLUOUS,
                        MEMBER_MISSING),
                damaged(
                        "link beside the meta",
                        valid().tar(prepend(new TarBytes().member("meta.json", '1', new byte[0]))),
                        MEMBER_NOT_A_FILE),
                damaged(
                        "symbolic link",
                        valid().without("SHA256SUMS.sealed")
                                .tar(prepend(new TarBytes().member("SHA256SUMS.sealed", '2', new byte[0]))),
                        MEMBER_SUPERFLUOUS,
                        SEALED_SUMS_MISSING),
                damaged(
                        "folder",
                        valid().tar(prepend(new TarBytes().member("./", '5', new byte[0]))),
                        MEMBER_NOT_A_FILE),
                damaged(
                        "sparse",
                        valid().tar(prepend(new TarBytes().member("state.bin", 'S', new byte[0]))),
                        MEMBER_NOT_A_FILE),
                damaged("pax sparse", valid().tar(prepend(pax("GNU.sparse.major", "1"))), MEMBER_NOT_A_FILE),
                damaged("meta too large", valid().metaOf(padded(8192)), MEMBER_TOO_LARGE),
                damaged("sums too large", valid().with("SHA256SUMS", new byte[8192]), MEMBER_TOO_LARGE),
                damaged("sealed too large", valid().with("SHA256SUMS.sealed", new byte[8192]), MEMBER_TOO_LARGE),
                damaged("sums empty", valid().sums(""), SUMS_INVALID),
                damaged("sums blank line", valid().sums("\n" + bothLines()), SUMS_INVALID),
                damaged("sums with one space", valid().sums(bothLines().replace("  ", " ")), SUMS_INVALID),
                damaged("sums too few", valid().sums(valid().sumLine("meta.json")), SUMS_INVALID),
                damaged("sums twice", valid().sums(bothLines() + valid().sumLine("meta.json")), MEMBER_SUPERFLUOUS),
                damaged(
                        "two sums of one member",
                        valid().sums(bothLines() + "0".repeat(64) + "  meta.json\n"),
                        SUMS_INVALID),
                damaged("sums unknown name", valid().sums(bothLines().replace("meta.json", "meta.jsom")), SUMS_INVALID),
                damaged("meta changed", valid().with("meta.json", valid().metaText() + " "), SUM_MISMATCH),
                damaged(
                        "state changed",
                        valid().with(
                                        "state.bin",
                                        SnapshotArchives.flip(
                                                StateBytes.complete().bytes(), 20, 1)),
                        SUM_MISMATCH));
    }

    static SnapshotArchives valid() {
        return SnapshotArchives.valid();
    }

    static Case damaged(String name, SnapshotArchives archive, FindingCode... codes) {
        return new Case(name, archive.bytes(), List.of(codes));
    }

    private static String bothLines() {
        return valid().sumLine("meta.json") + valid().sumLine("state.bin");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String padded(int size) {
        String meta = valid().metaText();
        return meta + " ".repeat(size - meta.length());
    }

    private static TarBytes pax(String key, String value) {
        return new TarBytes().member("x", 'x', TarBytes.paxRecord(key, value));
    }

    private static UnaryOperator<byte[]> prepend(TarBytes first) {
        return tar -> GzipBytes.join(first.bytes(), tar);
    }

    private static UnaryOperator<byte[]> set(int index, int value) {
        return bytes -> changed(bytes, index, value);
    }

    private static byte[] changed(byte[] bytes, int index, int value) {
        byte[] changed = bytes.clone();
        changed[index] = (byte) value;
        return changed;
    }

    /** Changes a byte of the first header and corrects its checksum. */
    private static byte[] reheaded(byte[] tar, int index, int value) {
        byte[] block = TarBytes.withChecksum(changed(Arrays.copyOf(tar, 512), index, value));
        return GzipBytes.join(block, Arrays.copyOfRange(tar, 512, tar.length));
    }

    /** Sets the header's flags and inserts what they announce. */
    private static UnaryOperator<byte[]> header(int flags, int... inserted) {
        return bytes -> {
            byte[] extra = new StateBytes().raw(inserted).bytes();
            byte[] start = changed(Arrays.copyOf(bytes, 10), 3, flags);
            return GzipBytes.join(start, extra, Arrays.copyOfRange(bytes, 10, bytes.length));
        };
    }
}
