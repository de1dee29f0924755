/** A server, a cluster and a bucket, connected by this project's own manifests and scripts, and the backup jobs in them. */
@NullMarked
package io.vaultsnapshot.e2e.backup;

import org.jspecify.annotations.NullMarked;
