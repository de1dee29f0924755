/** What is known of the copies of a cluster's snapshots in the second bucket. */
@NullMarked
package io.vaultsnapshot.contract.replica;

import org.jspecify.annotations.NullMarked;
