/** An AWS API server, the deployed stack in it, and those who listen to its alerts. */
@NullMarked
package io.vaultsnapshot.e2e.aws;

import org.jspecify.annotations.NullMarked;
