/** An AWS API server, the stack that is deployed in it, and a queue that gets its alerts. */
@NullMarked
package io.vaultsnapshot.e2e.aws;

import org.jspecify.annotations.NullMarked;
