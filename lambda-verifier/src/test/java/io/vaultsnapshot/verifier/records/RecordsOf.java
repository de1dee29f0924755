package io.vaultsnapshot.verifier.records;

import io.vaultsnapshot.snapshot.custody.RecordChain;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.seal.SealKeyCheck;
import io.vaultsnapshot.snapshot.seal.SealKeysByArn;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import java.time.Clock;

/** Records of tests that care neither for signatures nor for keys. */
public final class RecordsOf {
    private RecordsOf() {}

    public static VerificationRecords of(DocumentStore documents, Clock clock) {
        return new VerificationRecords(
                documents, new RecordChain(documents, RecordSigner.NONE), new SealKeyCheck(new SealKeysByArn()), clock);
    }
}
