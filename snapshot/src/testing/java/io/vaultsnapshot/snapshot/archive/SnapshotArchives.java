package io.vaultsnapshot.snapshot.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

/** Builds archives. The first one is valid; every call changes one thing. */
public final class SnapshotArchives {
    private static final String SUMS = "SHA256SUMS";
    private static final String SEALED = "SHA256SUMS.sealed";

    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private int level = Deflater.DEFAULT_COMPRESSION;
    private UnaryOperator<byte[]> tarChange = UnaryOperator.identity();
    private UnaryOperator<byte[]> objectChange = UnaryOperator.identity();
    private boolean pax;

    private SnapshotArchives() {}

    /** Returns a whole archive whose metadata has an unknown version. */
    public static byte[] ofNewerVersion() {
        return valid().metaOf("{\"Version\":2}").bytes();
    }

    /** Returns a whole archive taken at a raft index. */
    public static byte[] ofIndex(long index) {
        SnapshotArchives archive = valid();
        return archive.metaOf(archive.metaText().replace("\"Index\":29", "\"Index\":" + index))
                .bytes();
    }

    /** Returns a whole archive of a server with that many secrets, all in one mount. */
    public static byte[] ofSecrets(int count) {
        StateBytes state = StateBytes.complete();
        for (int number = 0; number < count; number++) {
            state.entry("logical/0b2c/secret/n" + number, "ciphertext");
        }
        return ofState(state.bytes()).bytes();
    }

    /** Returns a whole archive of a server whose root key was encrypted by each of the given keys. */
    public static byte[] ofSeal(String type, List<String> keyIds) {
        byte[][] blobs =
                keyIds.stream().map(id -> StateBytes.blob("vault:v1:", id)).toArray(byte[][]::new);
        return ofState(StateBytes.without("core/seal-config", "core/hsm/barrier-unseal-keys")
                        .entry("core/seal-config", StateBytes.SHAMIR_5_3.replace("shamir", type))
                        .entry("core/hsm/barrier-unseal-keys", StateBytes.severalBlobs(blobs))
                        .bytes())
                .bytes();
    }

    static SnapshotArchives valid() {
        return ofState(StateBytes.complete().bytes());
    }

    /** An archive around that state, with metadata and sums that match it. */
    static SnapshotArchives ofState(byte[] state) {
        SnapshotArchives archive = new SnapshotArchives();
        archive.members.put("meta.json", meta(1, state.length).getBytes(StandardCharsets.UTF_8));
        archive.members.put("state.bin", state);
        archive.members.put(SUMS, new byte[0]);
        archive.members.put(SEALED, "sealed sums".getBytes(StandardCharsets.UTF_8));
        return archive.matchingSums();
    }

    static String meta(int version, long size) {
        return "{\"Version\":" + version + ",\"ID\":\"bolt-snapshot\",\"Index\":29,\"Term\":3,"
                + "\"Configuration\":{\"Servers\":[]},\"ConfigurationIndex\":1,\"Size\":" + size + "}\n";
    }

    /** Replaces a member, keeping the sums of the others as they are. */
    SnapshotArchives with(String member, byte[] content) {
        members.put(member, content);
        return this;
    }

    SnapshotArchives with(String member, String content) {
        return with(member, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces the metadata and lists its new sum. */
    SnapshotArchives metaOf(String json) {
        return with("meta.json", json).matchingSums();
    }

    SnapshotArchives without(String member) {
        members.remove(member);
        return this;
    }

    SnapshotArchives withExtra(String name) {
        return with(name, "extra");
    }

    SnapshotArchives emptySealed() {
        return with(SEALED, "");
    }

    SnapshotArchives sumsFirst() {
        Map<String, byte[]> rest = new LinkedHashMap<>(members);
        members.clear();
        for (String first : new String[] {SEALED, SUMS, "state.bin"}) {
            members.put(first, Objects.requireNonNull(rest.remove(first)));
        }
        members.putAll(rest);
        return this;
    }

    SnapshotArchives sums(String text) {
        return with(SUMS, text);
    }

    String metaText() {
        return new String(Objects.requireNonNull(members.get("meta.json")), StandardCharsets.UTF_8);
    }

    String sumLine(String member) {
        return sha256(Objects.requireNonNull(members.get(member))) + "  " + member + "\n";
    }

    /** States the sizes of all members in pax headers. */
    SnapshotArchives paxSize() {
        pax = true;
        return this;
    }

    /** Writes stored blocks, as OpenBao 2.6 and newer do. */
    SnapshotArchives stored() {
        level = Deflater.NO_COMPRESSION;
        return this;
    }

    SnapshotArchives tar(UnaryOperator<byte[]> change) {
        tarChange = change;
        return this;
    }

    SnapshotArchives object(UnaryOperator<byte[]> change) {
        objectChange = change;
        return this;
    }

    SnapshotArchives flipBit(int byteIndex, int bit) {
        return object(bytes -> flip(bytes, byteIndex, bit));
    }

    /** Cuts the given number of bytes off the end. */
    SnapshotArchives truncate(int count) {
        return object(bytes -> Arrays.copyOf(bytes, bytes.length - count));
    }

    SnapshotArchives trailing(byte... bytes) {
        return object(object -> GzipBytes.join(object, bytes));
    }

    byte[] tarBytes() {
        TarBytes tar = new TarBytes();
        members.forEach((name, content) -> {
            if (pax) {
                tar.paxFile(name, content);
            } else {
                tar.file(name, content);
            }
        });
        return tarChange.apply(tar.end().bytes());
    }

    byte[] bytes() {
        return objectChange.apply(GzipBytes.of(tarBytes(), level));
    }

    ArchiveInspection inspect() {
        return inspect(bytes());
    }

    /** Inspects bytes in one chunk. A source in memory cannot fail. */
    static ArchiveInspection inspect(byte[] object) {
        try {
            return SnapshotArchiveReader.inspect(new ByteArrayInputStream(object), object.length + 1, 1 << 14);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] flip(byte[] bytes, int byteIndex, int bit) {
        byte[] flipped = bytes.clone();
        flipped[byteIndex] ^= (byte) (1 << bit);
        return flipped;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private SnapshotArchives matchingSums() {
        return sums(sumLine("state.bin") + sumLine("meta.json"));
    }
}
