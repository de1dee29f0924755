/** What this project makes from one settings block, made as a person makes it: manifests and template. */
@NullMarked
package io.vaultsnapshot.e2e.outputs;

import org.jspecify.annotations.NullMarked;
