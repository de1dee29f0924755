/** What happens every 15 minutes: looking for what is missing. */
@NullMarked
package io.vaultsnapshot.verifier.sweep;

import org.jspecify.annotations.NullMarked;
