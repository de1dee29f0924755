package io.vaultsnapshot.snapshot.store;

import java.time.Instant;

/**
 * An object as a listing shows it.
 *
 * @param key its key
 * @param etag its ETag without quotes; another one means other content
 * @param size bytes
 * @param lastModified when it was written
 */
public record StoredObject(String key, String etag, long size, Instant lastModified) {}
