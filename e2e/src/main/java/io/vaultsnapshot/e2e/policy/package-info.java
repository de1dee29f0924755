/** What NetworkPolicy objects allow, computed from the objects alone. Nothing here changes a network. */
@NullMarked
package io.vaultsnapshot.e2e.policy;

import org.jspecify.annotations.NullMarked;
