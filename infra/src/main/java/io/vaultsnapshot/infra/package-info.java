/**
 * The CDK app. {@link io.vaultsnapshot.infra.SnapshotInfraApp} reads the settings, {@link
 * io.vaultsnapshot.infra.SnapshotStack} puts the constructs together, and each construct is one thing with its rights.
 *
 * <p>Maps that reach CDK are sorted or have one entry: {@code Map.of} iterates in another order in every JVM, and the
 * template would change with it.
 */
@NullMarked
package io.vaultsnapshot.infra;

import org.jspecify.annotations.NullMarked;
