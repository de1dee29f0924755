/** JSON to and from plain maps: the only package that knows the parser. */
@NullMarked
package io.vaultsnapshot.snapshot.json;

import org.jspecify.annotations.NullMarked;
