/** The function: the Lambda handler, its configuration, and which event goes where. */
@NullMarked
package io.vaultsnapshot.verifier.handler;

import org.jspecify.annotations.NullMarked;
