/** The alerts that a subscriber gets. */
@NullMarked
package io.vaultsnapshot.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
