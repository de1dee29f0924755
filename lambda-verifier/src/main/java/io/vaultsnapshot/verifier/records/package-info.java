/** The verification records: kept, chained, judged by their surroundings. */
@NullMarked
package io.vaultsnapshot.verifier.records;

import org.jspecify.annotations.NullMarked;
