/** What this project makes from one settings block: manifests and template, exactly as a person would make them. */
@NullMarked
package io.vaultsnapshot.e2e.outputs;

import org.jspecify.annotations.NullMarked;
