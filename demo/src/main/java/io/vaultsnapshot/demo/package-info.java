/**
 * The whole chain on one machine: endpoints of AWS and Kubernetes in this process, the generated CronJob run as a kubelet
 * runs it, the real verifier told what arrived, and the alerts that a subscriber gets.
 */
@NullMarked
package io.vaultsnapshot.demo;

import org.jspecify.annotations.NullMarked;
