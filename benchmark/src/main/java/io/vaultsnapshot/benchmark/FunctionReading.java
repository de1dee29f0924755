package io.vaultsnapshot.benchmark;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.snapshot.verification.SnapshotVerifier;
import io.vaultsnapshot.verifier.crypto.CryptoInUse;
import java.time.Clock;
import java.time.Duration;

/**
 * What the function does with one snapshot, in a process of its own; a program, {@code KEY native|jdk}. It chooses the crypto
 * provider, opens the client and verifies the snapshot once, all with the function's code. It fails unless the snapshot is
 * intact and the provider is the one that was asked for.
 */
public final class FunctionReading {
    private FunctionReading() {}

    /** Verifies the snapshot and prints what computed the hashes. */
    public static void main(String[] args) {
        CryptoInUse crypto = args[1].equals("native") ? CryptoInUse.install() : CryptoInUse.asConfigured();
        if (crypto.isSlow()) {
            throw new IllegalStateException(crypto.toString());
        }
        SnapshotVerifier verifier =
                new SnapshotVerifier(new S3SnapshotStore(S3Clients.create(), "bucket"), Clock.systemUTC());
        VerificationRecord record =
                verifier.verify(SnapshotKey.parse(args[0]).orElseThrow(), null, Deadline.in(Duration.ofHours(1)));
        System.out.println(crypto + " " + record.verdict());
        if (record.verdict() != Verdict.INTACT) {
            throw new IllegalStateException(record.findings().toString());
        }
    }
}
