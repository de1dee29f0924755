/** The network of pods: a namespace for each, Services, names, and the policies of the API server. */
@NullMarked
package io.vaultsnapshot.e2e.podnetwork;

import org.jspecify.annotations.NullMarked;
