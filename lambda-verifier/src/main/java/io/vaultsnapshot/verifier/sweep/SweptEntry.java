package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.verifier.records.SealRecheck;
import io.vaultsnapshot.verifier.statemachine.StatusMachine;
import io.vaultsnapshot.verifier.statuses.StoredStatus;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** What the fleet's index says about a cluster, and how long that holds. */
final class SweptEntry {
    /** Half of SHA-256 is plenty to tell a cluster's settings from its former ones. */
    private static final int FINGERPRINT_BYTES = 8;

    private SweptEntry() {}

    /** Returns whether an entry still says all there is to know, so that the cluster need not be looked at. */
    static boolean stillHolds(FleetEntry known, ClusterSettings cluster, String etag, Instant now) {
        return known.etag().equals(etag)
                && now.isBefore(known.lookAfter())
                && known.settings().equals(fingerprint(cluster));
    }

    /** Returns the entry of a cluster whose status is known. */
    static Optional<FleetEntry> of(SweptCluster swept) {
        StoredStatus stored = swept.stored();
        if (stored == null) {
            return Optional.empty();
        }
        ClusterStatus status = stored.status();
        StatusMachine machine = new StatusMachine(swept.cluster());
        return Optional.of(new FleetEntry(
                String.valueOf(stored.etag()),
                fingerprint(swept.cluster()),
                status.state(),
                status.since(),
                status.watchedSince(),
                proofs(status),
                earlier(machine.lookAfter(status), SealRecheck.dueFrom(status))));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Map<ProofLevel, Instant> proofs(ClusterStatus status) {
        Map<ProofLevel, Instant> proofs = new EnumMap<>(ProofLevel.class);
        status.observed()
                .levels()
                .forEach((level, proof) ->
                        proofs.put(level, level == ProofLevel.RESTORED ? proof.provenAt() : proof.takenAt()));
        ProvenSnapshot proven = status.lastProven();
        if (proven != null) {
            // A status that an older verifier wrote has no dates of its own for the levels.
            proofs.putIfAbsent(proven.level(), proven.takenAt());
        }
        return proofs;
    }

    private static String fingerprint(ClusterSettings cluster) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(cluster.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
