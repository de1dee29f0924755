/** Reads from the bucket what the report shows. */
@NullMarked
package io.vaultsnapshot.report.reading;

import org.jspecify.annotations.NullMarked;
