/** What is known of backups in a period, and what follows from it. */
@NullMarked
package io.vaultsnapshot.report.facts;

import org.jspecify.annotations.NullMarked;
