/** Verifies one snapshot in a store: reads it, twice if it seems corrupt, and makes the record. */
@NullMarked
package io.vaultsnapshot.snapshot.verification;

import org.jspecify.annotations.NullMarked;
