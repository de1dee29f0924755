package io.vaultsnapshot.snapshot.store;

import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failed request says: whether the object is gone, whether another writer won, what a person should do. */
final class S3Failure {
    private static final int LONGEST_QUOTE = 400;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
    /** Endpoints have been seen to quote the request they refuse, its Authorization header included. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(AWS4-HMAC-SHA256|[\\w-]*(?:signature|credential|token|secret|password))([\"' :=]+)[^\\s&,;\"'<]+");

    private S3Failure() {}

    /** Whether the version asked for is not there: absent, deleted (405 is a delete marker), or replaced. */
    static boolean isGone(SdkException failure) {
        return switch (status(failure)) {
            case 404 -> !code(failure).equals("NoSuchBucket");
            case 405, 412 -> true;
            default -> false;
        };
    }

    /** Whether the store says so in as many words: any other 404 may be a proxy's or a missing bucket's. */
    static boolean isNoSuchKey(SdkException failure) {
        return code(failure).equals("NoSuchKey");
    }

    /** Whether a conditional write lost: 409 is a write at the same moment, 404 a document deleted meanwhile. */
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
                "check the region: the bucket lies in another one";
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
        // A wrapper of the SDK often has nothing to say itself.
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
