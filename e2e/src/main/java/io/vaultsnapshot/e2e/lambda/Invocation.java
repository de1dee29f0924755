package io.vaultsnapshot.e2e.lambda;

import java.time.Duration;

/**
 * One run of a function, as it ended.
 *
 * @param event what the function got, JSON
 * @param failed whether it ended with an error: an exception, a time-out, or the end of its process
 * @param answer what it returned, or the error, JSON
 * @param log what the function's JVM wrote during the run
 * @param took how long it ran
 * @param javaVersion the version of the JVM that it ran in, as that JVM itself says, such as {@code 25.0.2}; empty if it did
 *     not say it
 */
public record Invocation(String event, boolean failed, String answer, String log, Duration took, String javaVersion) {}
