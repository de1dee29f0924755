/** Runs Lambda functions in the real runtime client, each in a JVM with the files and variables of a function. */
@NullMarked
package io.vaultsnapshot.e2e.lambda;

import org.jspecify.annotations.NullMarked;
