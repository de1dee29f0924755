/** Child processes with kept logs, the folder that they run in, and free ports. */
@NullMarked
package io.vaultsnapshot.sandbox.process;

import org.jspecify.annotations.NullMarked;
