/** Whether a snapshot is overdue, from the schedule that should have produced it. */
@NullMarked
package io.vaultsnapshot.verifier.freshness;

import org.jspecify.annotations.NullMarked;
