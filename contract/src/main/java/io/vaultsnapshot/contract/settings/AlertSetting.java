package io.vaultsnapshot.contract.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The settings of one entry under {@code alerts}, each declared once. Both are required.
 *
 * @param <T> the type of its value
 */
public final class AlertSetting<T> extends Setting<AlertSubscription, T> {
    private static final List<AlertSetting<?>> ALL = new ArrayList<>();

    /** How the alert travels. */
    public static final AlertSetting<AlertProtocol> PROTOCOL = declare(
            "protocol",
            Form.oneOf(List.of(AlertProtocol.values()), AlertProtocol::id),
            "How an alert reaches the subscriber.",
            AlertSubscription::protocol);

    /** Where it goes. */
    public static final AlertSetting<String> ENDPOINT = declare(
            "endpoint",
            Form.matching("what the protocol needs", "\\S+"),
            "The address, number, URL, ARN or channel. A mail rings no phone: for that take sms, or a service that calls the"
                    + " engineer on call, see docs/documents.md#teams-pagerduty-opsgenie.",
            AlertSubscription::endpoint);

    private final Function<AlertSubscription, T> getter;

    private AlertSetting(String key, Form<T> form, String meaning, Function<AlertSubscription, T> getter) {
        super(key, form, Default.required(), meaning);
        this.getter = getter;
    }

    private static <T> AlertSetting<T> declare(
            String key, Form<T> form, String meaning, Function<AlertSubscription, T> getter) {
        AlertSetting<T> setting = new AlertSetting<>(key, form, meaning, getter);
        ALL.add(setting);
        return setting;
    }

    /** Returns all of them, in the order of the reference. */
    public static List<AlertSetting<?>> values() {
        return List.copyOf(ALL);
    }

    @Override
    T of(AlertSubscription subscription) {
        return getter.apply(subscription);
    }
}
