/** Real OpenBao servers, and Vault where the machine has it: one node, a raft cluster, sealed by shares or by KMS. */
@NullMarked
package io.vaultsnapshot.e2e.openbao;

import org.jspecify.annotations.NullMarked;
