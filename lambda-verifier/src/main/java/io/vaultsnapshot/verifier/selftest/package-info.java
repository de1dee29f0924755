/** The test of the alert path: a snapshot that is damaged on purpose. */
@NullMarked
package io.vaultsnapshot.verifier.selftest;

import org.jspecify.annotations.NullMarked;
