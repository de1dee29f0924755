/**
 * The cdk8s app: settings in, one folder of plain YAML per cluster out. {@link
 * io.vaultsnapshot.manifests.ManifestsApp} reads {@code cdk.json}, {@link io.vaultsnapshot.manifests.ClusterManifests}
 * renders, {@link io.vaultsnapshot.manifests.ClusterFolder} writes. The objects themselves are in {@code resource}.
 */
@NullMarked
package io.vaultsnapshot.manifests;

import org.jspecify.annotations.NullMarked;
