/** A Vault, a cluster and a bucket, joined by this project's own manifests and scripts, and backup jobs running in them. */
@NullMarked
package io.vaultsnapshot.e2e.backup;

import org.jspecify.annotations.NullMarked;
