/** Which snapshots may go: what a newer proven one supersedes. */
@NullMarked
package io.vaultsnapshot.verifier.retention;

import org.jspecify.annotations.NullMarked;
