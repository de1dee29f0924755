/** When the next snapshot is due: cron expressions as Kubernetes reads them. */
@NullMarked
package io.vaultsnapshot.contract.schedule;

import org.jspecify.annotations.NullMarked;
