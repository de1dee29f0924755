/** The statuses: changed so that two writers cannot both win and no alert is lost. */
@NullMarked
package io.vaultsnapshot.verifier.statuses;

import org.jspecify.annotations.NullMarked;
