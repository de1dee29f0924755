/** Which library computes hashes and TLS in the function. */
@NullMarked
package io.vaultsnapshot.verifier.crypto;

import org.jspecify.annotations.NullMarked;
