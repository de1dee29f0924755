package io.vaultsnapshot.contract.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a key of AWS KMS. The ARN of an alias is none: an alias can point to another key later, and a snapshot needs
 * one key.
 *
 * @param text the whole ARN
 * @param region the region in it
 * @param account the account in it
 */
public record KmsKeyArn(String text, String region, String account) {
    /** The form of a key's ARN. */
    public static final String REGEX =
            "arn:aws(?:-[a-z]+){0,3}:kms:([a-z]{2,4}(?:-[a-z]+){1,3}-[0-9]{1,2}):([0-9]{12}):key/[0-9A-Za-z-]{1,64}";

    private static final Pattern FORM = Pattern.compile(REGEX);

    /** Returns the ARN, or empty when the text is not the ARN of a key. */
    public static Optional<KmsKeyArn> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new KmsKeyArn(text, matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
