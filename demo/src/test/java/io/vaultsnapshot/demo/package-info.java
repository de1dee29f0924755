/** Tests of the demo: its parts without any server, and the whole of it with stand-ins. */
@NullMarked
package io.vaultsnapshot.demo;

import org.jspecify.annotations.NullMarked;
