/** JSON to and from plain maps. Only this package uses the parser. */
@NullMarked
package io.vaultsnapshot.snapshot.json;

import org.jspecify.annotations.NullMarked;
