package io.vaultsnapshot.contract.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of one that can assume a role: an IAM user, a role, or a whole account ({@code root}). It has no wildcard.
 *
 * @param text the whole ARN
 * @param isRole whether it is a role. A session of a role never says that it used MFA; what signed the person in asked for it
 */
public record IamPrincipalArn(String text, boolean isRole) {
    private static final Pattern FORM =
            Pattern.compile("arn:aws(?:-[a-z]+){0,3}:iam::[0-9]{12}:(root|(user|role)/[A-Za-z0-9_+=.@/-]{1,576})");

    /** Returns the ARN, or empty when the text is none of a user, a role or an account. */
    public static Optional<IamPrincipalArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new IamPrincipalArn(text, matcher.group(1).startsWith("role/")))
                : Optional.empty();
    }
}
