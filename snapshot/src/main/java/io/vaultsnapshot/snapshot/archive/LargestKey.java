package io.vaultsnapshot.snapshot.archive;

/**
 * An entry that takes much room.
 *
 * @param key its storage key, made printable; with KV version 1 it names the secret, so it is shown and never stored
 * @param bytes key and value in bytes
 */
public record LargestKey(String key, long bytes) {}
