package io.vaultsnapshot.snapshot.store;

import java.util.Map;

/**
 * A JSON document as read.
 *
 * @param fields its fields
 * @param etag its ETag without quotes, to replace exactly this version
 */
public record StoredDocument(Map<String, Object> fields, String etag) {}
