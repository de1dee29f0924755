/** The function that draws the fleet on CloudWatch's dashboard. It reads one object, and writes nothing. */
@NullMarked
package io.vaultsnapshot.verifier.widget;

import org.jspecify.annotations.NullMarked;
