package io.vaultsnapshot.testing.iam;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The condition keys that the requests of the tests set, or leave out because a real request would not have them. Of any other
 * key nobody has thought, so what it does to a request is unknown.
 */
final class IamKey {
    private static final List<Pattern> KNOWN = Stream.of(
                    "aws:SecureTransport",
                    "aws:MultiFactorAuthPresent",
                    "aws:(Principal|Request)Tag/[A-Za-z0-9_-]+",
                    "aws:Principal(Arn|Account)",
                    "aws:Source(Arn|Account)",
                    "events:source",
                    "kms:ViaService",
                    "kms:SigningAlgorithm",
                    "kms:EncryptionContext:[A-Za-z0-9:_-]+",
                    "s3:prefix",
                    "s3:TlsVersion",
                    "s3:x-amz-[a-z-]+",
                    "s3:object-lock-[a-z-]+",
                    "s3:(RequestObjectTag|ExistingObjectTag)/[A-Za-z0-9:_-]+",
                    "s3:RequestObjectTagKeys",
                    "s3:VersionId",
                    // Of tokens: the issuer without https://, then the claim.
                    "[a-z0-9.-]+(/[A-Za-z0-9/_-]+)?:(sub|aud)")
            .map(regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE))
            .toList();

    private IamKey() {}

    static void demandKnown(String key) {
        if (KNOWN.stream().noneMatch(known -> known.matcher(key).matches())) {
            throw new UndecidedException("condition key " + key);
        }
    }
}
