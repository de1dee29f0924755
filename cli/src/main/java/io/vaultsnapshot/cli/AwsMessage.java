package io.vaultsnapshot.cli;

import java.util.regex.Pattern;

/** Messages of the AWS SDK, made short. */
final class AwsMessage {
    /** The SDK lists every place where it looked, in up to 1,500 characters. */
    private static final Pattern NO_REGION = Pattern.compile("Unable to load region from any.*", Pattern.DOTALL);

    private static final Pattern NO_CREDENTIALS =
            Pattern.compile("Unable to load credentials from any.*", Pattern.DOTALL);

    private AwsMessage() {}

    /** Returns the message, with what to set in place of the places where region or credentials were not found. */
    static String shortened(String message) {
        String withoutRegion = NO_REGION
                .matcher(message)
                .replaceFirst(
                        "no AWS region is known; set AWS_REGION, or a region in the profile that AWS_PROFILE names");
        return NO_CREDENTIALS
                .matcher(withoutRegion)
                .replaceFirst("no AWS credentials: run `aws sso login`, or set AWS_PROFILE");
    }
}
