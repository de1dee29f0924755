/** The keys of objects in the bucket: snapshots, what is said about them, statuses. */
@NullMarked
package io.vaultsnapshot.contract.bucket;

import org.jspecify.annotations.NullMarked;
