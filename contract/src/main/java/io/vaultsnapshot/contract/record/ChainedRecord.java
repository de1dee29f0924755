package io.vaultsnapshot.contract.record;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record in the chain of its cluster's records.
 *
 * @param <R> its own type
 */
public interface ChainedRecord<R extends ChainedRecord<R>> {
    /** Returns when it was decided. */
    Instant verifiedAt();

    /** Returns its place in the chain, or null while it has none. */
    @Nullable
    ChainLink chainLink();

    /** Returns the same record in another place of the chain. */
    R withChainLink(ChainLink link);

    /** Returns the document. */
    Map<String, Object> toMap();
}
