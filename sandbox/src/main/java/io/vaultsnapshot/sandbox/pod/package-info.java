/** Pods as Kubernetes describes them: their containers, and their volumes as folders of this machine. */
@NullMarked
package io.vaultsnapshot.sandbox.pod;

import org.jspecify.annotations.NullMarked;
