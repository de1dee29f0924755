/** Verifying one snapshot in a store: the reader, a second look, and the record of it. */
@NullMarked
package io.vaultsnapshot.snapshot.verification;

import org.jspecify.annotations.NullMarked;
