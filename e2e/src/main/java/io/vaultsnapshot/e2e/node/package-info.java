/**
 * A node for the control plane: a small agent that plays kubelet and nothing more. It runs pods in runc with what their
 * specification says, and refuses pods that ask for what it cannot honour.
 */
@NullMarked
package io.vaultsnapshot.e2e.node;

import org.jspecify.annotations.NullMarked;
