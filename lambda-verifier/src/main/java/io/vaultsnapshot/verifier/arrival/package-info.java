/** What happens when a snapshot or an acknowledgement arrives. */
@NullMarked
package io.vaultsnapshot.verifier.arrival;

import org.jspecify.annotations.NullMarked;
