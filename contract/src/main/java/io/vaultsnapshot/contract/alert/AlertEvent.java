package io.vaultsnapshot.contract.alert;

/** The event that the verifier puts on the event bus for each alert. {@code detail} is the alert document. */
public final class AlertEvent {
    /** EventBridge's {@code source}. */
    public static final String SOURCE = "vault-snapshot";
    /** EventBridge's {@code detail-type}. */
    public static final String DETAIL_TYPE = "Vault Backup Alert";

    private AlertEvent() {}
}
