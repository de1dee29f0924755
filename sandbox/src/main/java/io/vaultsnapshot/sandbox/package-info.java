/**
 * What the demo and the end-to-end tests share: child processes, servers, pods, the bucket, alerts, and waiting. Real programs
 * run here, started and ended by one owner.
 */
@NullMarked
package io.vaultsnapshot.sandbox;

import org.jspecify.annotations.NullMarked;
