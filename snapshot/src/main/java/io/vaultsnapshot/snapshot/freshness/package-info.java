/** When a snapshot is overdue by the schedule, and when a proof expires. */
@NullMarked
package io.vaultsnapshot.snapshot.freshness;

import org.jspecify.annotations.NullMarked;
