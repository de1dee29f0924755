package io.vaultsnapshot.report.reading;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.snapshot.store.CorruptDocumentException;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;

/** Reads the fleet as the verifier's last sweep wrote it, with one request. */
public final class FleetIndexReader {
    private FleetIndexReader() {}

    /**
     * Returns the fleet's index.
     *
     * @throws StoreUnavailableException if the bucket could not be read, or no sweep has written to it
     */
    public static FleetIndex read(DocumentStore documents) throws StoreUnavailableException {
        try {
            return documents
                    .read(StatusKey.FLEET_INDEX)
                    .map(document -> FleetIndex.of(document.fields()))
                    .orElseThrow(() -> new StoreUnavailableException(StatusKey.FLEET_INDEX
                            + " is not there: no sweep of the verifier has ended. The first one ends within 15 minutes of"
                            + " the deployment; after that, see its alarms"));
        } catch (CorruptDocumentException | DocumentException damaged) {
            throw new StoreUnavailableException(
                    StatusKey.FLEET_INDEX + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }
}
