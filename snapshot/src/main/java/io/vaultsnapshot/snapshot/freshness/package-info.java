/** Whether a snapshot is overdue, from the schedule that should have produced it. */
@NullMarked
package io.vaultsnapshot.snapshot.freshness;

import org.jspecify.annotations.NullMarked;
