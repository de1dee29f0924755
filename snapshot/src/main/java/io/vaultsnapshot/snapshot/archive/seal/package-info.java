/** What an archive says about the server's seal. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.seal;

import org.jspecify.annotations.NullMarked;
