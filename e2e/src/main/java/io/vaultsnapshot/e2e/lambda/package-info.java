/** Runs Lambda functions in the real runtime client, each in a JVM that sees what a function sees. */
@NullMarked
package io.vaultsnapshot.e2e.lambda;

import org.jspecify.annotations.NullMarked;
