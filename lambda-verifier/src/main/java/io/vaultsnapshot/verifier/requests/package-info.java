/** Asking for the verification of a snapshot whose event was lost. */
@NullMarked
package io.vaultsnapshot.verifier.requests;

import org.jspecify.annotations.NullMarked;
