/** A real Kubernetes control plane: etcd, kube-apiserver and kube-controller-manager. */
@NullMarked
package io.vaultsnapshot.e2e.kube;

import org.jspecify.annotations.NullMarked;
