/** Whether the second bucket has the copies that it should have. */
@NullMarked
package io.vaultsnapshot.verifier.replica;

import org.jspecify.annotations.NullMarked;
