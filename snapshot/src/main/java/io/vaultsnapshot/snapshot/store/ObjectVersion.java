package io.vaultsnapshot.snapshot.store;

import java.time.Instant;

/**
 * One version of an object, or a marker that deletes it.
 *
 * @param key its key
 * @param versionId its version; the text {@code null} in a bucket without versions
 * @param latest whether it is what a reader gets
 * @param deleteMarker whether it is a marker
 * @param size bytes; 0 for a marker
 * @param lastModified when it was written
 */
public record ObjectVersion(
        String key, String versionId, boolean latest, boolean deleteMarker, long size, Instant lastModified) {}
