package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.List;

/** Reads the list of subscribers. */
final class AlertsReader {
    private final List<SettingsProblem> problems;

    AlertsReader(List<SettingsProblem> problems) {
        this.problems = problems;
    }

    List<AlertSubscription> read(List<LocatedObject> objects) {
        List<AlertSubscription> alerts = new ArrayList<>();
        for (LocatedObject each : objects) {
            UnknownKeys.reject(each.path(), each.object(), SettingsParser.keysOf(AlertSetting.values()), problems);
            Values values = Values.read(each.path(), each.object(), List.of(AlertSetting.values()), problems);
            if (!values.has(AlertSetting.PROTOCOL) || !values.has(AlertSetting.ENDPOINT)) {
                continue;
            }
            AlertProtocol protocol = AlertProtocol.ofId(values.text(AlertSetting.PROTOCOL));
            String endpoint = values.text(AlertSetting.ENDPOINT);
            if (protocol.accepts(endpoint)) {
                alerts.add(new AlertSubscription(protocol, endpoint));
            } else {
                problems.add(new SettingsProblem(
                        each.path() + AlertSetting.ENDPOINT.key(), AlertSubscription.problem(protocol, endpoint)));
            }
        }
        return alerts;
    }
}
