package io.vaultsnapshot.contract.settings;

/**
 * A subscriber of the alerts.
 *
 * @param protocol how alerts reach it
 * @param endpoint where: an address, a number, a URL, an ARN or the ids of a channel, as the protocol has it
 */
public record AlertSubscription(AlertProtocol protocol, String endpoint) {
    /**
     * Checks that the endpoint fits the protocol.
     *
     * @throws IllegalArgumentException if it does not; the message says what the protocol needs
     */
    public AlertSubscription {
        if (protocol == AlertProtocol.HTTPS) {
            ChatWebHook.refusal(endpoint).ifPresent(reason -> {
                throw new IllegalArgumentException(reason);
            });
        }
        if (!protocol.accepts(endpoint)) {
            throw new IllegalArgumentException("'" + endpoint + "' is not allowed for protocol " + protocol.id()
                    + "; must be " + protocol.endpointForm());
        }
    }
}
