package io.vaultsnapshot.snapshot.archive.state;

/**
 * One of the longest entries.
 *
 * @param key its storage key, safe to show; with KV version 1 it names the secret, so do not store it
 * @param bytes key and value in bytes
 */
public record LargestKey(String key, long bytes) {}
