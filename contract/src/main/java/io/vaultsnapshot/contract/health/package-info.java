/** How proven a snapshot is, how a cluster stands, and why. */
@NullMarked
package io.vaultsnapshot.contract.health;

import org.jspecify.annotations.NullMarked;
