/** What subscribers read, and how it reaches them. */
@NullMarked
package io.vaultsnapshot.verifier.alerts;

import org.jspecify.annotations.NullMarked;
