/**
 * Real servers as child processes, and this project's own outputs run against them, unchanged. {@code e2e/setup} installs
 * the servers; {@code mvn -Pe2e verify} runs the scenarios.
 */
@NullMarked
package io.vaultsnapshot.e2e;

import org.jspecify.annotations.NullMarked;
