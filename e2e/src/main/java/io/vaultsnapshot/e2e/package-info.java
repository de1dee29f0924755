/**
 * Real servers as child processes, and this project's own outputs, unchanged, used against them. {@code e2e/setup} installs
 * the servers. {@code mvn -Pe2e verify} runs the scenarios.
 */
@NullMarked
package io.vaultsnapshot.e2e;

import org.jspecify.annotations.NullMarked;
