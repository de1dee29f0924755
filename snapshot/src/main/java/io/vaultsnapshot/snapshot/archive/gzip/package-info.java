/** The stored object and the one gzip member that it is, down to the decoded bytes. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.gzip;

import org.jspecify.annotations.NullMarked;
