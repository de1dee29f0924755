/**
 * The Kubernetes objects, one class per group. Nothing outside this package imports {@code org.cdk8s.plus25}: its name
 * carries a Kubernetes version, so a newer binding is a rename of imports here and nowhere else. Only the typed objects
 * of the API ({@code Kube…}) are used, not the library's own abstractions: those fill in a starting deadline of ten
 * seconds and other values that hurt a backup, and a field that is not set here stays the API server's default.
 */
@NullMarked
package io.vaultsnapshot.manifests.resource;

import org.jspecify.annotations.NullMarked;
