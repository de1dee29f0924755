/** What runs of the backup job say about themselves, read as anybody's text. */
@NullMarked
package io.vaultsnapshot.verifier.runs;

import org.jspecify.annotations.NullMarked;
