/** One line per run in CloudWatch's embedded metric format. */
@NullMarked
package io.vaultsnapshot.verifier.metrics;

import org.jspecify.annotations.NullMarked;
