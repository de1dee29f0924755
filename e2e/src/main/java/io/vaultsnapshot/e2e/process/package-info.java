/** Child processes with kept logs, free ports, and waiting for a condition with a deadline. */
@NullMarked
package io.vaultsnapshot.e2e.process;

import org.jspecify.annotations.NullMarked;
