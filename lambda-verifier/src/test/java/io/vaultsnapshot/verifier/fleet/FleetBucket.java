package io.vaultsnapshot.verifier.fleet;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.BinaryUtils;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * What the fleet's bucket holds: documents as they are, and millions of snapshots that are only names until one
 * is read; all of them have the same content.
 */
final class FleetBucket {
    private final SimulatedFleet fleet;
    private final byte[] snapshot;
    private final ConcurrentSkipListMap<String, byte[]> documents = new ConcurrentSkipListMap<>();
    /** For each cluster, how many days ago its newest snapshot was taken. */
    private final Map<String, Integer> newest = new ConcurrentHashMap<>();

    FleetBucket(SimulatedFleet fleet, byte[] snapshot) {
        this.fleet = fleet;
        this.snapshot = snapshot;
    }

    /** Makes a snapshot the newest one of its cluster. */
    void take(int cluster, int daysAgo) {
        newest.put(fleet.name(cluster), daysAgo);
    }

    /** How many keys S3 puts on a page. */
    static final int PAGE = 1000;

    /** Returns keys that begin with the prefix and sort after the given one: a page, and one more if there is one. */
    List<String> list(String prefix, String after) {
        if (prefix.startsWith(SnapshotKey.ROOT)) {
            return snapshots(prefix)
                    .filter(key -> key.compareTo(after) > 0)
                    .limit(PAGE + 1)
                    .toList();
        }
        List<String> page = new ArrayList<>();
        String from = after.compareTo(prefix) > 0 ? after + "\0" : prefix;
        for (String key : documents.tailMap(from).keySet()) {
            if (!key.startsWith(prefix) || page.size() > PAGE) {
                break;
            }
            page.add(key);
        }
        return page;
    }

    private Stream<String> snapshots(String prefix) {
        String name = prefix.substring(SnapshotKey.ROOT.length(), prefix.lastIndexOf('/'));
        int cluster = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        int last = newest.getOrDefault(name, 1);
        return Stream.iterate(last + fleet.snapshots() - 1, day -> day >= last, day -> day - 1)
                .map(day -> fleet.key(cluster, day).format())
                .filter(key -> key.startsWith(prefix));
    }

    byte @Nullable [] read(String key) {
        return key.startsWith(SnapshotKey.ROOT) ? snapshot : documents.get(key);
    }

    /** Writes a document if the ETag at its key is the given one; "*" stands for none, null for any. */
    boolean write(String key, byte[] document, @Nullable String ifMatch) {
        boolean[] written = new boolean[1];
        documents.compute(key, (unused, there) -> {
            String expected = there == null ? "*" : etag(there);
            written[0] = ifMatch == null || ifMatch.equals(expected);
            return written[0] ? document : there;
        });
        return written[0];
    }

    String text(String key) {
        return new String(documents.get(key), StandardCharsets.UTF_8);
    }

    void writeText(String key, String text) {
        documents.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    static String etag(byte[] bytes) {
        return '"' + BinaryUtils.toHex(Md5Utils.computeMD5Hash(bytes)) + '"';
    }
}
