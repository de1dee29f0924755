/** What reading snapshots costs: large ones to read, a reader to compare with, a store to read from, and JMH. */
@NullMarked
package io.vaultsnapshot.benchmark;

import org.jspecify.annotations.NullMarked;
