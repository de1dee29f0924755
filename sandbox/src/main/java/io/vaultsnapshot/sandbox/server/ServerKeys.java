package io.vaultsnapshot.sandbox.server;

/**
 * What initializing a server returns, once. Only tests and the demo hold the two together.
 *
 * @param share the only key share: it unseals the server; with a KMS seal it is the recovery key
 * @param rootToken may do everything
 */
public record ServerKeys(String share, String rootToken) {}
