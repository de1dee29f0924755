/** The storage entries of {@code state.bin}: how they are encoded, and what their keys tell without any decryption. */
@NullMarked
package io.vaultsnapshot.snapshot.archive.state;

import org.jspecify.annotations.NullMarked;
