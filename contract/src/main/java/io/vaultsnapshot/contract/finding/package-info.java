/** What can be found about a snapshot, and what it means for a restore. */
@NullMarked
package io.vaultsnapshot.contract.finding;

import org.jspecify.annotations.NullMarked;
