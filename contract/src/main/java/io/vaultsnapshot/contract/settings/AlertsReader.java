package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the list of subscribers. */
final class AlertsReader {
    private AlertsReader() {}

    static List<AlertSubscription> read(List<JsonBlock> blocks) {
        List<AlertSubscription> alerts = new ArrayList<>();
        blocks.forEach(block -> read(block).ifPresent(alerts::add));
        return alerts;
    }

    private static Optional<AlertSubscription> read(JsonBlock block) {
        block.refuseOtherKeysThan(SettingsParser.keysOf(AlertSetting.values()));
        Given<AlertSubscription> given = Given.read(block, AlertSetting.values());
        Optional<AlertProtocol> protocol = given.find(AlertSetting.PROTOCOL);
        Optional<String> endpoint = given.find(AlertSetting.ENDPOINT);
        if (protocol.isEmpty() || endpoint.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AlertSubscription(protocol.get(), endpoint.get()));
        } catch (IllegalArgumentException doNotFit) {
            block.problem(AlertSetting.ENDPOINT, String.valueOf(doNotFit.getMessage()));
            return Optional.empty();
        }
    }
}
