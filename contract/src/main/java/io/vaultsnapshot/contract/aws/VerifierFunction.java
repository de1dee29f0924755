package io.vaultsnapshot.contract.aws;

import java.time.Duration;

/** What the stack and the verifier must agree on about the Lambda function. */
public final class VerifierFunction {
    /** The handler class, as it is configured in Lambda. */
    public static final String HANDLER = "io.vaultsnapshot.verifier.handler.VerifySnapshotsHandler";
    /** Where the settings layer's file appears in the function; layers are unpacked under {@code /opt}. */
    public static final String SETTINGS_PATH_IN_LAYER = "vault-snapshot/settings.json";
    /** Memory in MiB: at 1,769 MiB Lambda gives one whole processor. */
    public static final int MEMORY_MIB = 1769;
    /** The longest a run may take; Lambda's own limit. */
    public static final Duration TIMEOUT = Duration.ofMinutes(15);
    /** How often the sweep runs. A missed deadline is noticed at most this much later. */
    public static final Duration SWEEP_PERIOD = Duration.ofMinutes(15);
    /** EventBridge's {@code detail-type} of the schedule's event. */
    public static final String SWEEP_DETAIL_TYPE = "Scheduled Event";
    /** EventBridge's {@code detail-type} for a new object. */
    public static final String OBJECT_CREATED_DETAIL_TYPE = "Object Created";
    /** The {@code detail-type} with which the function asks itself for one verification. */
    public static final String VERIFICATION_DETAIL_TYPE = "Verification Requested";
    /**
     * The end of a run that is kept free of reading: enough to write record and status, to publish the alert and to print the
     * metrics, each with the time-outs of its client.
     */
    public static final Duration RESERVE = Duration.ofMinutes(1);

    /** Options of the function's JVM. From Java 24 on, native code that is not allowed prints a warning. */
    public static final String JAVA_OPTIONS = "--enable-native-access=ALL-UNNAMED";

    private VerifierFunction() {}
}
