package io.vaultsnapshot.contract.settings;

import java.util.regex.Pattern;

/** How an alert reaches a subscriber: SNS's own protocols, and Slack. */
public enum AlertProtocol {
    /** A mail for a person. */
    EMAIL("email", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "a mail address"),
    /** A text message. */
    SMS("sms", "\\+[1-9][0-9]{6,14}", "a phone number such as +358401234567"),
    /** A channel of Slack, through Amazon Q Developer in chat applications. */
    SLACK(
            "slack",
            "T[A-Z0-9]{2,20}/[CG][A-Z0-9]{2,20}",
            "the ids of workspace and channel, such as T0123ABCD/C0123ABCD"),
    /** A POST to a web hook. */
    HTTPS("https", "https://[^\\s]+", "an https:// URL"),
    /** A queue. */
    SQS("sqs", "arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+", "a queue's ARN"),
    /** A function. */
    LAMBDA("lambda", "arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:[A-Za-z0-9_:-]+", "a function's ARN");

    private final String id;
    private final Pattern endpoint;
    private final String endpointForm;

    AlertProtocol(String id, String endpointRegex, String endpointForm) {
        this.id = id;
        this.endpoint = Pattern.compile(endpointRegex);
        this.endpointForm = endpointForm;
    }

    /** Returns the protocol's name in the settings; all but {@code slack} are SNS's names too. */
    public String id() {
        return id;
    }

    /** Returns what its endpoints look like. */
    public String endpointForm() {
        return endpointForm;
    }

    boolean accepts(String endpointText) {
        return endpoint.matcher(endpointText).matches();
    }
}
