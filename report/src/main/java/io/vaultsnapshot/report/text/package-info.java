/** Times and sizes for people. */
@NullMarked
package io.vaultsnapshot.report.text;

import org.jspecify.annotations.NullMarked;
