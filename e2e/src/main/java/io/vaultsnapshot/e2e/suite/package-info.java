/** Servers that run once for all scenarios. The first scenario that needs one starts it; all stop after the last scenario. */
@NullMarked
package io.vaultsnapshot.e2e.suite;

import org.jspecify.annotations.NullMarked;
