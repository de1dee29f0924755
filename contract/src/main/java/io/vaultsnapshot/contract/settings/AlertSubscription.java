package io.vaultsnapshot.contract.settings;

import java.util.List;

/**
 * Somebody who gets the alerts.
 *
 * @param protocol how
 * @param endpoint where: an address, a number, a URL or an ARN, as the protocol has it
 */
public record AlertSubscription(AlertProtocol protocol, String endpoint) {
    /** Checks that the endpoint fits the protocol. */
    public AlertSubscription {
        if (!protocol.accepts(endpoint)) {
            throw new InvalidSettingsException(
                    List.of(new SettingsProblem(AlertSetting.ENDPOINT.key(), problem(protocol, endpoint))));
        }
    }

    static String problem(AlertProtocol protocol, String endpoint) {
        return "'" + endpoint + "' is not allowed for protocol " + protocol.id() + "; must be "
                + protocol.endpointForm();
    }
}
