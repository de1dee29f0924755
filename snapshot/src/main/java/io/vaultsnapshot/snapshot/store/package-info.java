/**
 * The bucket: snapshots to read, documents to read and write.
 *
 * <p>Three things must never be confused, and this package is where they are told apart: an object that is shorter than
 * it should be (its bytes are delivered as they are, someone else judges them), a snapshot that is gone, and a store
 * that could not be asked. A cut connection is the last of them: no stream from here ends before the object does.
 */
@NullMarked
package io.vaultsnapshot.snapshot.store;

import org.jspecify.annotations.NullMarked;
