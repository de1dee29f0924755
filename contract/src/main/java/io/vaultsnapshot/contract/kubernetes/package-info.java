/** Names of Kubernetes objects, and the ServiceAccount that the trust of both sides hangs on. */
@NullMarked
package io.vaultsnapshot.contract.kubernetes;

import org.jspecify.annotations.NullMarked;
