/** The one settings block: each setting's declaration, the parser, the writer, and what follows from the settings. */
@NullMarked
package io.vaultsnapshot.contract.settings;

import org.jspecify.annotations.NullMarked;
