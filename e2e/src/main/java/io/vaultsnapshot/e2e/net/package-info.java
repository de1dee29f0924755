/** The names and addresses of AWS and of the cluster, inside the suite's network namespace. */
@NullMarked
package io.vaultsnapshot.e2e.net;

import org.jspecify.annotations.NullMarked;
