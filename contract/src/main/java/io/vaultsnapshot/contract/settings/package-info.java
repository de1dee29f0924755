/** The one settings block: its keys, their allowed forms and defaults, and the records they become. */
@NullMarked
package io.vaultsnapshot.contract.settings;

import org.jspecify.annotations.NullMarked;
