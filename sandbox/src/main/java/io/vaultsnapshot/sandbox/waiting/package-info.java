/** Waits for a condition, with a deadline. */
@NullMarked
package io.vaultsnapshot.sandbox.waiting;

import org.jspecify.annotations.NullMarked;
