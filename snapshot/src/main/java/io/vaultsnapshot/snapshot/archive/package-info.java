/**
 * Reads a snapshot archive once, from the first byte to the last, and reports everything that is wrong with it.
 *
 * <p>The format, outermost layer first, with the package and the class that read each layer:
 *
 * <pre>
 * stored object            counted and hashed as stored in the bucket     gzip    StoredBytes
 *   gzip                   one member, RFC 1952                           gzip    GzipHeader, GzipStream
 *                          blocks read in place, or decoded by zlib       gzip    StoredBlocks, CompressedBlocks
 *     tar                  POSIX ustar with pax, two zero blocks at end   tar     TarReader
 *       meta.json          what raft knows of the snapshot                        MetaJson
 *       state.bin          every storage entry, length-delimited          state   StateScanner
 *       SHA256SUMS         SHA-256 of the two members above                       ChecksumList
 *       SHA256SUMS.sealed  the same, encrypted by the server's seal       seal    SealedBlob
 * </pre>
 *
 * <p>The calling thread reads, decodes and parses. The two SHA-256 sums are most of the work; package {@code hash}
 * computes them in threads beside it. Bytes are passed on in chunks and not copied on the way.
 *
 * <p>What is wrong with the bytes is a finding, never an exception; only the source itself can fail. Memory is limited
 * whatever the bytes claim. Nothing here depends on AWS, the clock or the environment.
 */
@NullMarked
package io.vaultsnapshot.snapshot.archive;

import org.jspecify.annotations.NullMarked;
