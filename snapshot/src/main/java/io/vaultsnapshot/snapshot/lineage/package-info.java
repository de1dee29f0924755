/** Whether a snapshot can be what the server had next, after the last proven one. */
@NullMarked
package io.vaultsnapshot.snapshot.lineage;

import org.jspecify.annotations.NullMarked;
