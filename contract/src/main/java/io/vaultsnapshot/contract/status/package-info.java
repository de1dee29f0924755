/** The status of one cluster, and the view of the fleet. */
@NullMarked
package io.vaultsnapshot.contract.status;

import org.jspecify.annotations.NullMarked;
