package io.vaultsnapshot.contract.alert;

/**
 * The events that the verifier puts on the event bus: one for each alert, and one for each change that people are not told
 * of. {@code detail} is the alert document.
 */
public final class AlertEvent {
    /** EventBridge's {@code source}. */
    public static final String SOURCE = "vault-snapshot";
    /** EventBridge's {@code detail-type} of what people are told as well. */
    public static final String DETAIL_TYPE = "Vault Backup Alert";
    /** That of a change that people are not told of: a rule that wakes somebody for each alert must not match it. */
    public static final String CHANGE_DETAIL_TYPE = "Vault Backup Change";

    private AlertEvent() {}

    /** Returns EventBridge's {@code detail-type} for a kind of alert. */
    public static String detailType(AlertKind kind) {
        return kind.isForPeople() ? DETAIL_TYPE : CHANGE_DETAIL_TYPE;
    }
}
