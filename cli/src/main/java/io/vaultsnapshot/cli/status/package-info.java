/** How backups stand, read from the verifier's documents: the whole fleet, or the history of one cluster. */
@NullMarked
package io.vaultsnapshot.cli.status;

import org.jspecify.annotations.NullMarked;
