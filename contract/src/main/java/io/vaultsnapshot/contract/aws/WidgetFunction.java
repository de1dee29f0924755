package io.vaultsnapshot.contract.aws;

import java.time.Duration;

/** What the stack and the function that draws a table on the dashboard must agree on. It has the verifier's jar. */
public final class WidgetFunction {
    /** The handler class, as it is configured in Lambda. */
    public static final String HANDLER = "io.vaultsnapshot.verifier.widget.DrawFleetHandler";
    /** Memory in MiB: the index of 10,000 clusters is 12 MB of JSON, and Lambda gives processor time with memory. */
    public static final int MEMORY_MIB = 1024;
    /** The longest that somebody waits for the drawing. */
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    private WidgetFunction() {}
}
