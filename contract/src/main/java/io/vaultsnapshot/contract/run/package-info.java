/** What runs of the backup job say about themselves. */
@NullMarked
package io.vaultsnapshot.contract.run;

import org.jspecify.annotations.NullMarked;
