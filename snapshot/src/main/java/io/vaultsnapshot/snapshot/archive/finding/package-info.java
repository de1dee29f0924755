/** How the layers of an archive report what is wrong with it. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.finding;

import org.jspecify.annotations.NullMarked;
