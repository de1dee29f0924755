/** Fleets with a history, written by the real writers into stores in memory. */
@NullMarked
package io.vaultsnapshot.report.testing;

import org.jspecify.annotations.NullMarked;
