/** A bucket with Object Lock and lifecycle rules that act, served by MinIO. It is locked as the synthesized template says. */
@NullMarked
package io.vaultsnapshot.e2e.lock;

import org.jspecify.annotations.NullMarked;
