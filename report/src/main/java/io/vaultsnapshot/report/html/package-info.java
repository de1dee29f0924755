/** A small writer of HTML that cannot write what it was not made for. */
@NullMarked
package io.vaultsnapshot.report.html;

import org.jspecify.annotations.NullMarked;
