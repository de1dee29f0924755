/** A small HTTP server on the loopback interface. */
@NullMarked
package io.vaultsnapshot.sandbox.http;

import org.jspecify.annotations.NullMarked;
