/**
 * The restore drill: one pod whose containers run one after the other, and the gate, which is its only way out. Decision 31
 * says why.
 */
@NullMarked
package io.vaultsnapshot.manifests.resource.drill;

import org.jspecify.annotations.NullMarked;
