package io.vaultsnapshot.snapshot.store;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Interprets a failed request: whether the object is gone, whether another writer was first, and what to do next. */
final class S3Failure {
    private static final int LONGEST_QUOTE = 400;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    /** Some endpoints quote the request that they refuse, with its Authorization header. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(AWS4-HMAC-SHA256|[\\w-]*(?:signature|credential|token|secret|password))([\"' :=]+)[^\\s&,;\"'<]+");

    private S3Failure() {}

    /** Returns whether the version is not there: absent, deleted (405 is a delete marker), or replaced. */
    static boolean isGone(SdkException failure) {
        return switch (status(failure)) {
            case 404 -> !code(failure).equals("NoSuchBucket");
            case 405, 412 -> true;
            default -> false;
        };
    }

    /** Returns whether the store says that there is no such key. Another 404 can come from a proxy or a missing bucket. */
    static boolean isNoSuchKey(SdkException failure) {
        return code(failure).equals("NoSuchKey");
    }

    /** Returns whether another writer was first: 409 is a write at the same time, 404 a document that was deleted. */
    static boolean isConflict(SdkException failure) {
        return switch (status(failure)) {
            case 409, 412 -> true;
            case 404 -> isNoSuchKey(failure);
            default -> false;
        };
    }

    static boolean isEmptyRange(SdkException failure) {
        return status(failure) == 416;
    }

    static SnapshotGoneException gone(String operation, String location, SdkException failure) {
        return new SnapshotGoneException(
                operation + " " + location + " failed, the snapshot was deleted or replaced: " + quote(failure),
                failure);
    }

    static StoreUnavailableException unavailable(String operation, String location, SdkException failure) {
        return new StoreUnavailableException(
                operation + " " + location + " failed: " + quote(failure) + "; " + nextStep(failure), failure);
    }

    private static String nextStep(SdkException failure) {
        return switch (code(failure)) {
            case "NoSuchBucket" -> "check the bucket's name in the settings, and the region";
            case "InvalidObjectState" -> "the object was moved to an archive class: restore it from there first";
            case "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException" ->
                "check the region: the bucket is in another one";
            default -> nextStepForStatus(failure);
        };
    }

    private static String nextStepForStatus(SdkException failure) {
        int status = status(failure);
        if (status == 401 || status == 403) {
            return "check that the role may use this operation on this key, list the bucket (without that right a"
                    + " missing key looks the same) and decrypt with the bucket's KMS key";
        }
        if (status == 0 && String.valueOf(failure.getMessage()).contains("credentials")) {
            return "provide AWS credentials";
        }
        return "if it lasts, check the network, the endpoint and the AWS status page";
    }

    private static String quote(SdkException failure) {
        // An exception that the SDK wraps around another one often has no message.
        String words = failure.getMessage() == null ? String.valueOf(failure.getCause()) : failure.getMessage();
        String line = CONTROL.matcher(words).replaceAll(" ");
        String quoted = SECRET.matcher(line).replaceAll("$1$2***");
        return quoted.length() <= LONGEST_QUOTE ? quoted : quoted.substring(0, LONGEST_QUOTE) + "…";
    }

    private static int status(SdkException failure) {
        return failure instanceof S3Exception answered ? answered.statusCode() : 0;
    }

    private static String code(SdkException failure) {
        if (!(failure instanceof S3Exception answered)) {
            return "";
        }
        return Optional.ofNullable(answered.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }
}
