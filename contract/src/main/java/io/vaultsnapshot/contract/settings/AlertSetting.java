package io.vaultsnapshot.contract.settings;

import java.util.Optional;

/** The keys of one entry under {@code alerts}. */
public enum AlertSetting implements Setting {
    /** How the alert travels. */
    PROTOCOL("protocol", Form.oneOf(AlertProtocol.values(), AlertProtocol::id), "How an alert reaches the subscriber."),
    /** Where it goes. */
    ENDPOINT("endpoint", Form.matching("what the protocol needs", "\\S+"), "The address, number, URL or ARN.");

    private final String key;
    private final Form form;
    private final String meaning;

    AlertSetting(String key, Form form, String meaning) {
        this.key = key;
        this.form = form;
        this.meaning = meaning;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Optional<String> defaultText() {
        return Optional.empty();
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
