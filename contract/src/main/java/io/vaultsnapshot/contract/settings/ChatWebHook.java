package io.vaultsnapshot.contract.settings;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Web hooks that never show an alert, although their URL looks right. SNS sends a web hook nothing before the owner has
 * confirmed the subscription, and these services cannot confirm; or they drop what is no alarm of CloudWatch.
 *
 * <p>Source: SNS developer guide, "Fanout to HTTP/S endpoints": the endpoint must answer the subscription's confirmation.
 */
enum ChatWebHook {
    SLACK(
            "https://hooks\\.slack(-gov)?\\.com/.*",
            "Slack's web hooks cannot confirm a subscription of SNS; use protocol slack with the ids of workspace and"
                    + " channel, such as T0123ABCD/C0123ABCD"),
    TEAMS(
            "https://([a-z0-9.-]+\\.webhook\\.office|outlook\\.office|outlook\\.office365)\\.com/.*"
                    + "|https://[a-z0-9.-]+\\.(logic\\.azure|api\\.powerplatform)\\.com(:443)?/.*",
            "web hooks of Teams cannot confirm a subscription of SNS; docs/documents.md#teams-pagerduty-opsgenie has the way"
                    + " that works"),
    DISCORD(
            "https://(discord|discordapp)\\.com/api/webhooks/.*",
            "Discord's web hooks cannot confirm a subscription of SNS; use protocol lambda with a function that forwards"),
    PAGERDUTY(
            "https://events(\\.eu)?\\.pagerduty\\.com/.*",
            "PagerDuty takes only alarms of CloudWatch there, and drops the verifier's alerts; use protocol email with the"
                    + " address of an email integration of PagerDuty");

    private final Pattern url;
    private final String reason;

    ChatWebHook(String url, String reason) {
        this.url = Pattern.compile(url);
        this.reason = reason;
    }

    /** Returns why nothing would arrive at the URL, and what does; or empty when it may be a good one. */
    static Optional<String> refusal(String url) {
        return Stream.of(values())
                .filter(hook -> hook.url.matcher(url).matches())
                .map(hook -> "nothing would arrive at '" + url + "': " + hook.reason)
                .findFirst();
    }
}
