package io.vaultsnapshot.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the backup job and looks for what it left in the bucket. */
final class BackupJob {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final PodRunner runner;
    private final Bucket bucket;
    private final String cluster;
    private final Screen screen;
    private final Scoreboard board;

    BackupJob(PodRunner runner, Bucket bucket, String cluster, Screen screen, Scoreboard board) {
        this.runner = runner;
        this.bucket = bucket;
        this.cluster = cluster;
        this.screen = screen;
        this.board = board;
    }

    /** Waits until a snapshot taken from now on has a later key. Keys name seconds. */
    void waitForLaterThan(Bucket.Stored snapshot) {
        Instant later = snapshot.key().takenAt().plusSeconds(1);
        Waiting.until(
                () -> !Instant.now().isBefore(later), LONGEST_WAIT, "the clock to pass the planted snapshot's key");
    }

    /**
     * Runs one pod.
     *
     * @return what it uploaded
     * @throws DemoException if the pod fails or leaves anything but one new object
     */
    Bucket.Stored run(String tried) {
        board.expect(tried, "one new object in the bucket");
        List<Bucket.Stored> before = bucket.snapshots(cluster);
        Map<String, String> logs = runner.run();
        List<Bucket.Stored> after = new ArrayList<>(bucket.snapshots(cluster));
        after.removeAll(before);
        if (after.size() != 1) {
            throw new DemoException("the job left " + after.size() + " new objects");
        }
        Bucket.Stored stored = after.get(0);
        board.saw(true, fileName(stored) + ", " + stored.size() + " bytes");
        screen.done("the job ran: login, save, check, revoke, upload");
        logs.forEach((container, log) -> log.lines().forEach(line -> screen.detail(container + " | " + line)));
        return stored;
    }

    private static String fileName(Bucket.Stored stored) {
        String key = stored.key().format();
        return key.substring(key.lastIndexOf('/') + 1);
    }
}
