/** A restore by people: which snapshot and why, the steps in order, and a run of them that stops at the first deviation. */
@NullMarked
package io.vaultsnapshot.cli.restore;

import org.jspecify.annotations.NullMarked;
