/** How a cluster's status follows from its observations, and which alerts that leads to. */
@NullMarked
package io.vaultsnapshot.verifier.statemachine;

import org.jspecify.annotations.NullMarked;
