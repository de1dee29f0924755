/** What EventBridge delivers: a new object, or the schedule's turn to sweep. */
@NullMarked
package io.vaultsnapshot.verifier.event;

import org.jspecify.annotations.NullMarked;
