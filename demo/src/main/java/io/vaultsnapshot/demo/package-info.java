/**
 * The main job on one machine: endpoints of AWS and Kubernetes played in-process, the generated CronJob run as a kubelet
 * would, the real verifier told what arrived, and the alerts that a subscriber gets.
 */
@NullMarked
package io.vaultsnapshot.demo;

import org.jspecify.annotations.NullMarked;
