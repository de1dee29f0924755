/** Servers that are started once for all scenarios, by the first one that asks, and stopped after the last. */
@NullMarked
package io.vaultsnapshot.e2e.suite;

import org.jspecify.annotations.NullMarked;
