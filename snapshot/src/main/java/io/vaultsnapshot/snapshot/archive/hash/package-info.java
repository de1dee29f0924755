/** Computes SHA-256 sums of bytes while they are read, in threads beside the reading one. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.hash;

import org.jspecify.annotations.NullMarked;
