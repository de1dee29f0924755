/**
 * The Lambda: verifies each snapshot on arrival, sweeps for missing ones on a schedule, keeps records and statuses, and
 * alerts on change.
 */
@NullMarked
package io.vaultsnapshot.verifier;

import org.jspecify.annotations.NullMarked;
