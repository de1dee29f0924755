package io.vaultsnapshot.verifier;

import io.vaultsnapshot.verifier.custody.RecordChain;
import io.vaultsnapshot.verifier.custody.RecordSigner;
import io.vaultsnapshot.verifier.seal.SealKeysByArn;
import io.vaultsnapshot.verifier.seal.SealWatch;
import io.vaultsnapshot.verifier.store.DocumentStore;
import java.time.Clock;

/** Records of tests that care neither for signatures nor for keys. */
final class RecordBooks {
    private RecordBooks() {}

    static RecordBook of(DocumentStore documents, Clock clock) {
        return new RecordBook(
                documents, new RecordChain(documents, RecordSigner.NONE), new SealWatch(new SealKeysByArn()), clock);
    }
}
