/** A raft cluster of real servers. */
@NullMarked
package io.vaultsnapshot.e2e.openbao;

import org.jspecify.annotations.NullMarked;
