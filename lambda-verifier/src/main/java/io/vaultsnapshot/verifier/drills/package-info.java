/** The proofs of restore drills: read as hostile input, and compared with the records of the snapshots that they name. */
@NullMarked
package io.vaultsnapshot.verifier.drills;

import org.jspecify.annotations.NullMarked;
