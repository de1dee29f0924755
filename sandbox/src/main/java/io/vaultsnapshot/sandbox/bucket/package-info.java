/** The bucket, as its owner reads and writes it. */
@NullMarked
package io.vaultsnapshot.sandbox.bucket;

import org.jspecify.annotations.NullMarked;
