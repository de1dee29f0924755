/** The command line tool: verifies and inspects snapshots wherever they lie. */
@NullMarked
package io.vaultsnapshot.cli;

import org.jspecify.annotations.NullMarked;
