/** What the terminal of the user can show. */
@NullMarked
package io.vaultsnapshot.cli.terminal;

import org.jspecify.annotations.NullMarked;
