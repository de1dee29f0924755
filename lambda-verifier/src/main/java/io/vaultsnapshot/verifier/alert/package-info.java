/** What subscribers read, and how it reaches them. */
@NullMarked
package io.vaultsnapshot.verifier.alert;

import org.jspecify.annotations.NullMarked;
