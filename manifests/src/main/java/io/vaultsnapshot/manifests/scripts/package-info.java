/** The shell scripts: files in this package's folder, and the values that are put in front of one of them. */
@NullMarked
package io.vaultsnapshot.manifests.scripts;

import org.jspecify.annotations.NullMarked;
