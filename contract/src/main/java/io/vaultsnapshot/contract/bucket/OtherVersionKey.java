package io.vaultsnapshot.contract.bucket;

import java.util.Optional;

/**
 * The key of another version of a snapshot than the one that was judged first. What is said about it lies beside what is said
 * about the snapshot, with the version behind the time: {@code records/<cluster>/vault_<yyyyMMdd_HHmmss>.<version>.json}.
 *
 * @param snapshot the snapshot's key
 * @param versionId the version, as S3 gives it; what is special in a key is written as {@code ~} and two hexadecimal digits
 */
public record OtherVersionKey(SnapshotKey snapshot, String versionId) implements RecordKey {
    /** The form of a version's id. S3 documents up to 1024 bytes, and gives 32 of these characters. */
    public static final String VERSION_ID_REGEX = "[0-9A-Za-z._+/=-]{1,256}";

    private static final String COPY = "copy_";
    private static final String SUFFIX = ".json";
    private static final int TIME_LENGTH = "yyyyMMdd_HHmmss".length();

    /** Checks the version's form. */
    public OtherVersionKey {
        if (!versionId.matches(VERSION_ID_REGEX)) {
            throw new IllegalArgumentException("version '" + versionId + "' is not one that S3 gives");
        }
    }

    @Override
    public String cluster() {
        return snapshot.cluster();
    }

    /** Returns the key of the record: the object's own key is that of the snapshot, and so of two versions. */
    @Override
    public String format() {
        return recordKey();
    }

    @Override
    public String recordKey() {
        return SnapshotKey.recordPrefix(cluster()) + SnapshotKey.FILE + name();
    }

    /** Returns the key of the note that this version has the same bytes as the one that was judged first. */
    public String copyKey() {
        return SnapshotKey.recordPrefix(cluster()) + COPY + name();
    }

    /** Returns the key of the acknowledgement that this version was written on purpose. */
    public String acknowledgementKey() {
        return SnapshotKey.ACKNOWLEDGEMENT_ROOT + cluster() + "/" + SnapshotKey.FILE + name();
    }

    private String name() {
        return SnapshotKey.timeText(snapshot.takenAt()) + "." + encoded(versionId) + SUFFIX;
    }

    private static String encoded(String versionId) {
        return versionId.replace("+", "~2B").replace("/", "~2F").replace("=", "~3D");
    }

    private static Optional<String> decoded(String text) {
        String version = text.replace("~2B", "+").replace("~2F", "/").replace("~3D", "=");
        return version.matches(VERSION_ID_REGEX) && encoded(version).equals(text)
                ? Optional.of(version)
                : Optional.empty();
    }

    /** Returns the version whose record has that key, or empty for any other key. */
    public static Optional<OtherVersionKey> ofRecord(String key) {
        return parse(SnapshotKey.RECORD_ROOT, SnapshotKey.FILE, key);
    }

    /** Returns the version whose note has that key, or empty for any other key. */
    public static Optional<OtherVersionKey> ofCopy(String key) {
        return parse(SnapshotKey.RECORD_ROOT, COPY, key);
    }

    /** Returns the version whose acknowledgement has that key, or empty for any other key. */
    public static Optional<OtherVersionKey> ofAcknowledgement(String key) {
        return parse(SnapshotKey.ACKNOWLEDGEMENT_ROOT, SnapshotKey.FILE, key);
    }

    private static Optional<OtherVersionKey> parse(String root, String file, String key) {
        int time = key.lastIndexOf('/') + 1 + file.length();
        int dot = time + TIME_LENGTH;
        if (!key.endsWith(SUFFIX) || key.length() < dot + 2 + SUFFIX.length() || key.charAt(dot) != '.') {
            return Optional.empty();
        }
        Optional<SnapshotKey> snapshot = SnapshotKey.parseLike(root, file, SUFFIX, key.substring(0, dot) + SUFFIX);
        Optional<String> version = decoded(key.substring(dot + 1, key.length() - SUFFIX.length()));
        return snapshot.flatMap(of -> version.map(id -> new OtherVersionKey(of, id)));
    }
}
