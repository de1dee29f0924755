/** The restore drill: how it can end, and the document in which it says so. */
@NullMarked
package io.vaultsnapshot.contract.drill;

import org.jspecify.annotations.NullMarked;
