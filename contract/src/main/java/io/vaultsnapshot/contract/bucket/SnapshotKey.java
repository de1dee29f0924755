package io.vaultsnapshot.contract.bucket;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of one snapshot in the bucket: {@code snapshots/<cluster>/vault_<yyyyMMdd_HHmmss>.snap}, time in UTC. The
 * file name is the one the backup job gives it; it sorts by time, so one listing that starts after a key finds news.
 *
 * @param cluster the EKS cluster's name
 * @param takenAt when the snapshot was taken, whole seconds, years 0000 to 9999
 */
public record SnapshotKey(String cluster, Instant takenAt) implements RecordKey, Comparable<SnapshotKey> {
    /** Every snapshot's key starts with this. */
    public static final String ROOT = "snapshots/";
    /** Every verification record's key starts with this. */
    public static final String RECORD_ROOT = "records/";
    /** Every acknowledgement's key starts with this. */
    public static final String ACKNOWLEDGEMENT_ROOT = "acknowledgements/";
    /** The form of a cluster's name: EKS's own rule. */
    public static final String CLUSTER_NAME_REGEX = "[0-9A-Za-z][0-9A-Za-z_-]{0,99}";

    /** How far the clock of the node that took a snapshot may run ahead. A key further ahead does not count. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    static final String FILE = "vault_";
    static final String SUFFIX = ".snap";

    private static final int LAST_YEAR = 9999;
    private static final Pattern FORM =
            Pattern.compile(ROOT + "(" + CLUSTER_NAME_REGEX + ")/" + FILE + "([0-9]{8}_[0-9]{6})\\" + SUFFIX);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** Checks the cluster's name and the year, and cuts the time to seconds. */
    public SnapshotKey {
        if (!cluster.matches(CLUSTER_NAME_REGEX)) {
            throw new IllegalArgumentException("cluster '" + cluster + "' is not an EKS cluster name");
        }
        int year = takenAt.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > LAST_YEAR) {
            throw new IllegalArgumentException("takenAt " + takenAt + " is not in the years 0000 to " + LAST_YEAR);
        }
        takenAt = takenAt.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns whether the key names a time that has not come yet, the tolerance for clocks granted. */
    public boolean isInFuture(Instant now) {
        return takenAt.isAfter(now.plus(CLOCK_TOLERANCE));
    }

    @Override
    public String format() {
        return prefix(cluster) + fileName() + SUFFIX;
    }

    @Override
    public String recordKey() {
        return RECORD_ROOT + cluster + "/" + fileName() + ".json";
    }

    /** Returns the key of the acknowledgement of what was found in this snapshot. */
    public String acknowledgementKey() {
        return ACKNOWLEDGEMENT_ROOT + cluster + "/" + fileName() + ".json";
    }

    /** Returns the snapshot that an acknowledgement's key names, or empty for any other key. */
    public static Optional<SnapshotKey> ofAcknowledgement(String key) {
        return key.startsWith(ACKNOWLEDGEMENT_ROOT) && key.endsWith(".json")
                ? parse(ROOT + key.substring(ACKNOWLEDGEMENT_ROOT.length(), key.length() - ".json".length()) + SUFFIX)
                : Optional.empty();
    }

    /** Returns the snapshot whose record has that key, or empty for any other key. */
    public static Optional<SnapshotKey> ofRecord(String key) {
        return key.startsWith(RECORD_ROOT) && key.endsWith(".json")
                ? parse(ROOT + key.substring(RECORD_ROOT.length(), key.length() - ".json".length()) + SUFFIX)
                : Optional.empty();
    }

    /** Returns what the keys of all records of a cluster start with, {@code records/<cluster>/}. */
    public static String recordPrefix(String cluster) {
        return RECORD_ROOT + cluster + "/";
    }

    /** Returns the key of the document that says which record of a cluster is the newest of its chain. */
    public static String chainHeadKey(String cluster) {
        return recordPrefix(cluster) + "chain.json";
    }

    /** Returns the snapshot that a key names, or empty when the key does not follow the grammar. */
    public static Optional<SnapshotKey> parse(String key) {
        Matcher matcher = FORM.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            Instant takenAt = LocalDateTime.parse(matcher.group(2), TIME).toInstant(ZoneOffset.UTC);
            return Optional.of(new SnapshotKey(matcher.group(1), takenAt));
        } catch (DateTimeParseException noSuchTime) {
            return Optional.empty();
        }
    }

    /** Reads a key that has another root, file name and suffix and else the same grammar. */
    static Optional<SnapshotKey> parseLike(String root, String file, String suffix, String key) {
        int slash = key.lastIndexOf('/');
        if (!key.startsWith(root)
                || slash < root.length()
                || !key.startsWith(file, slash + 1)
                || !key.endsWith(suffix)) {
            return Optional.empty();
        }
        int time = slash + 1 + file.length();
        int end = key.length() - suffix.length();
        return end < time
                ? Optional.empty()
                : parse(prefix(key.substring(root.length(), slash)) + FILE + key.substring(time, end) + SUFFIX);
    }

    /** Returns what the keys of all snapshots of a cluster start with, {@code snapshots/<cluster>/}. */
    public static String prefix(String cluster) {
        return ROOT + cluster + "/";
    }

    @Override
    public int compareTo(SnapshotKey other) {
        return format().compareTo(other.format());
    }

    private String fileName() {
        return FILE + timeText(takenAt);
    }

    /** Returns a time as keys have it. */
    static String timeText(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
