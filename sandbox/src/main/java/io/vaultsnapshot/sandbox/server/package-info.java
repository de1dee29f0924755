/** Real OpenBao and Vault servers: one node with raft storage, its API, its keys and its seal. */
@NullMarked
package io.vaultsnapshot.sandbox.server;

import org.jspecify.annotations.NullMarked;
