package io.vaultsnapshot.infra;

/**
 * What AWS takes at most for one stack. None of these can be raised by a request, except the policies of a role.
 *
 * <p>Sources: "Understand CloudFormation quotas" (CloudFormation user guide), "IAM and AWS STS quotas" (IAM user guide),
 * "CloudWatch service quotas" and "Dashboard Body Structure and Syntax" (CloudWatch user guide and API reference).
 */
enum StackLimit {
    /** Resources in one template. */
    RESOURCES(500, "resources", "CloudFormation"),
    /** Outputs in one template. */
    OUTPUTS(200, "outputs", "CloudFormation"),
    /** Parameters in one template. */
    PARAMETERS(200, "parameters", "CloudFormation"),
    /** Bytes of one template that is uploaded to S3, as the CDK CLI does. */
    TEMPLATE_BYTES(1_000_000, "bytes of template", "CloudFormation"),
    /** Managed policies attached to one role, unless the account's quota was raised. */
    ROLE_POLICIES(10, "managed policies on one role", "IAM"),
    /** Characters of a managed policy. IAM does not count white space. */
    POLICY_CHARACTERS(6_144, "characters in one managed policy", "IAM"),
    /** Alarms in one alarm widget. */
    WIDGET_ALARMS(100, "alarms in one widget", "CloudWatch"),
    /** Metrics in one graph. */
    WIDGET_METRICS(500, "metrics in one widget", "CloudWatch"),
    /** Metrics on one dashboard, over all widgets. */
    DASHBOARD_METRICS(2_500, "metrics on one dashboard", "CloudWatch"),
    /** Widgets on one dashboard. */
    DASHBOARD_WIDGETS(500, "widgets on one dashboard", "CloudWatch");

    private final int most;
    private final String what;
    private final String service;

    StackLimit(int most, String what, String service) {
        this.most = most;
        this.what = what;
        this.service = service;
    }

    /** Returns the greatest number that AWS takes. */
    int most() {
        return most;
    }

    /** Returns the sentence that refuses a number above the limit. */
    String refuse(long number) {
        return "This stack would have " + number + " " + what + "; " + service + " takes at most " + most
                + ". Use fewer clusters or groups in this settings block, and one account or region for each block.";
    }
}
