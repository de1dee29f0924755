package io.vaultsnapshot.e2e.aws;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Snapshots that real servers wrote, whole and damaged, and their keys. */
final class Snapshots {
    private Snapshots() {}

    /** Returns a whole snapshot of OpenBao 2.6.2. */
    static byte[] intact() {
        try {
            return Files.readAllBytes(Suite.project().resolve("fixtures/openbao-2.6.2-300-secrets.snap"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Returns the first half of one, as after a broken connection. */
    static byte[] cutOff() {
        byte[] whole = intact();
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** Returns the answer of a proxy whose server is away. */
    static byte[] errorPage() {
        return "<html><body><h1>502 Bad Gateway</h1></body></html>".getBytes(StandardCharsets.UTF_8);
    }

    /** Returns the key of a snapshot taken at that time. */
    static SnapshotKey key(String cluster, Instant takenAt) {
        return new SnapshotKey(cluster, takenAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
