/** How a cluster's status follows from what was seen, and which alerts that owes. */
@NullMarked
package io.vaultsnapshot.verifier.statemachine;

import org.jspecify.annotations.NullMarked;
