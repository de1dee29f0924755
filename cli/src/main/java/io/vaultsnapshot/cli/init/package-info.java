/** Writes the first settings from a few answers. */
@NullMarked
package io.vaultsnapshot.cli.init;

import org.jspecify.annotations.NullMarked;
