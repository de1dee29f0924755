/** The chain of a cluster's records, and its audit. Each record names the one before it by its hash and may be signed. */
@NullMarked
package io.vaultsnapshot.snapshot.custody;

import org.jspecify.annotations.NullMarked;
