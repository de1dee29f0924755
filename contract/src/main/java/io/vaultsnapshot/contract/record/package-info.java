/** The verification record of one snapshot and its parts. */
@NullMarked
package io.vaultsnapshot.contract.record;

import org.jspecify.annotations.NullMarked;
