/** The members of the tar inside the gzip. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.tar;

import org.jspecify.annotations.NullMarked;
