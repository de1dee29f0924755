/**
 * Reads a snapshot archive once, from the first byte to the last, and says everything that is wrong with it.
 *
 * <p>The format, outermost layer first:
 *
 * <pre>
 * stored object   counted and hashed as it lies in the bucket        {@link StoredBytes}
 *   gzip          one member, RFC 1952; CRC-32 and length compared    {@link GzipHeader}, {@link GzipStream}
 *                   decoded in place, or by zlib where compressed      {@link StoredBlocks}, {@link CompressedBlocks}
 *     tar         POSIX ustar with pax, two zero blocks at the end    {@link TarReader}
 *       meta.json          what raft knows of the snapshot            {@link MetaJson}
 *       state.bin          every storage entry, length-delimited      {@link StateScanner}
 *       SHA256SUMS         SHA-256 of the two above                   {@link ChecksumList}
 *       SHA256SUMS.sealed  the same, sealed by the server's seal
 * </pre>
 *
 * <p>The caller's thread reads, decodes and parses; the two SHA-256s, which are most of the work, run beside it
 * ({@link HashThreads}). Bytes are handed on in {@link Chunk}s and not copied on the way.
 *
 * <p>Facts about the bytes are findings, never exceptions; only the source itself can fail. Memory is bounded whatever
 * the bytes claim. Nothing here knows AWS, the clock or the environment.
 */
@NullMarked
package io.vaultsnapshot.snapshot.archive;

import org.jspecify.annotations.NullMarked;
