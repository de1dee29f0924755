/** The metrics that the verifier emits and the alarms read. */
@NullMarked
package io.vaultsnapshot.contract.metric;

import org.jspecify.annotations.NullMarked;
