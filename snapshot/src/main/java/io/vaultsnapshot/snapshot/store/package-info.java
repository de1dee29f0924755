/**
 * The bucket: snapshots to read, documents to read and write.
 *
 * <p>This package distinguishes three cases. An object can be shorter than it should be: its bytes are delivered as they
 * are, and the archive reader judges them. A snapshot can be gone. And a store can be impossible to ask: a broken connection
 * is of this kind, so no stream from here ends before the object does.
 */
@NullMarked
package io.vaultsnapshot.snapshot.store;

import org.jspecify.annotations.NullMarked;
