/** What subscribers and programs are told, and the self-test of that path. */
@NullMarked
package io.vaultsnapshot.contract.alert;

import org.jspecify.annotations.NullMarked;
