package io.vaultsnapshot.e2e.openbao;

/**
 * What initializing a server hands out, once. Tests only: nobody else would hold the two together.
 *
 * @param share the only key share: it unseals, or with a KMS seal it is the recovery key
 * @param rootToken may do everything
 */
public record ServerKeys(String share, String rootToken) {}
