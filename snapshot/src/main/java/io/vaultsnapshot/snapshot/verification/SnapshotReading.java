package io.vaultsnapshot.snapshot.verification;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one version of a snapshot to its last byte, and once more if it seems corrupt, since a byte can also change on the
 * way. Another thread can ask how far it got. It ends soon after its own thread is interrupted.
 */
final class SnapshotReading implements Callable<SnapshotReading.Result> {
    private static final double MIB = 1 << 20;

    private final SnapshotStore store;
    private final String key;
    private final long begin = System.nanoTime();
    private final AtomicLong position = new AtomicLong();
    private volatile @Nullable String versionId;
    private volatile long size = -1;
    private volatile List<FindingCode> foundBefore = List.of();

    /** What was read, and which version it was; the version is null in a bucket without versions, the canary when none is named. */
    record Result(@Nullable String versionId, Map<String, String> metadata, ArchiveInspection inspection) {}

    SnapshotReading(SnapshotStore store, String key, @Nullable String versionId) {
        this.store = store;
        this.key = key;
        this.versionId = versionId;
    }

    @Override
    public Result call() throws StoreUnavailableException {
        Result first = read();
        if (first.inspection().verdict() != Verdict.CORRUPT) {
            return first;
        }
        foundBefore = first.inspection().codes();
        return read();
    }

    /** Returns the version that is read, or null when it is not known or the bucket has no versions. */
    @Nullable
    String versionId() {
        return versionId;
    }

    /** Returns in words how far the reading got and how fast it was. */
    String progress() {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (size < 0) {
            return "the store did not open the snapshot within " + seconds(took);
        }
        String again = foundBefore.isEmpty()
                ? ""
                : "; this was the second reading, because the first one found "
                        + foundBefore.stream().map(Enum::name).distinct().collect(Collectors.joining(", "));
        long bytes = position.get() + (foundBefore.isEmpty() ? 0 : size);
        return String.format(
                Locale.ROOT,
                "%.1f of %.1f MiB were read in %s, %.2f MiB/s%s",
                position.get() / MIB,
                size / MIB,
                seconds(took),
                bytes / MIB / Math.max(0.001, took.toMillis() / 1000.0),
                again);
    }

    private Result read() throws StoreUnavailableException {
        try (SnapshotContent content = store.open(key, versionId)) {
            versionId = content.versionId();
            position.set(0);
            size = content.size();
            return new Result(
                    content.versionId(),
                    content.metadata(),
                    SnapshotArchiveReader.inspect(new CountedStream(content.stream())));
        } catch (StoreUnavailableException unavailable) {
            throw unavailable;
        } catch (IOException stopped) {
            if (Thread.currentThread().isInterrupted()) {
                throw new StoreUnavailableException("reading was interrupted", stopped);
            }
            throw new UncheckedIOException("a snapshot's stream fails with StoreUnavailableException only", stopped);
        }
    }

    private static String seconds(Duration took) {
        return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
    }

    private final class CountedStream extends FilterInputStream {
        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            position.addAndGet(Math.max(0, count));
            return count;
        }
    }
}
