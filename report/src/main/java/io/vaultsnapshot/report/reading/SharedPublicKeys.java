package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.snapshot.custody.PublicKeySignatureCheck.PublicKeys;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.util.HashMap;
import java.util.Map;

/** Public keys that several audits at once ask for: KMS is asked once for each. */
final class SharedPublicKeys implements PublicKeys {
    private final PublicKeys keys;
    private final Map<String, byte[]> known = new HashMap<>();

    SharedPublicKeys(PublicKeys keys) {
        this.keys = keys;
    }

    @Override
    public synchronized byte[] of(String keyArn) throws StoreUnavailableException {
        byte[] key = known.get(keyArn);
        if (key == null) {
            key = keys.of(keyArn);
            known.put(keyArn, key);
        }
        return key;
    }
}
