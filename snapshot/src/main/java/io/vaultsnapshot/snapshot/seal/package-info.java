/** Whether the keys that unseal a snapshot are usable, and what can be proven with them. */
@NullMarked
package io.vaultsnapshot.snapshot.seal;

import org.jspecify.annotations.NullMarked;
