/** Names of Kubernetes objects, and the ServiceAccount that the IAM role and the server both trust. */
@NullMarked
package io.vaultsnapshot.contract.kubernetes;

import org.jspecify.annotations.NullMarked;
