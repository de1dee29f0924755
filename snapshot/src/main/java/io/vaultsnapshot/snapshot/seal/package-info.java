/** Whether the key that unseals a snapshot is alive, and what can be proven with it. */
@NullMarked
package io.vaultsnapshot.snapshot.seal;

import org.jspecify.annotations.NullMarked;
