/**
 * A node for the control plane: a small agent in the kubelet's place. It runs pods in runc as their specification says, and
 * refuses pods with fields that it does not support.
 */
@NullMarked
package io.vaultsnapshot.e2e.node;

import org.jspecify.annotations.NullMarked;
