package io.vaultsnapshot.e2e.lambda;

import java.time.Duration;

/**
 * One run of a function, as it ended.
 *
 * @param function its name
 * @param event what it was given, JSON
 * @param failed whether it ended with an error: an exception, a time-out, or the end of its process
 * @param answer what it returned, or the error, JSON
 * @param log what the function's JVM wrote meanwhile
 * @param took how long it ran
 */
public record Invocation(String function, String event, boolean failed, String answer, String log, Duration took) {}
