/** How long snapshots are kept once a newer one is proven. */
@NullMarked
package io.vaultsnapshot.contract.retention;

import org.jspecify.annotations.NullMarked;
