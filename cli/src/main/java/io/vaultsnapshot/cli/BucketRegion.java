package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.aws.AwsPartition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/** The region of a bucket, for a caller who has set none: the default name of a bucket ends with it. */
final class BucketRegion {
    private static final Pattern END = Pattern.compile(".*-([a-z]{2,4}(?:-[a-z]+)+-[0-9])");

    private BucketRegion() {}

    /** Uses the region in the bucket's name, if neither environment nor profile has one. */
    static void useFor(String bucket) {
        Matcher name = END.matcher(bucket);
        if (!name.matches() || isSet()) {
            return;
        }
        String region = name.group(1);
        // The pattern takes as much as it can get, such as snapshots-eu-north-1.
        while (AwsPartition.of(region).isEmpty() && region.indexOf('-') >= 0) {
            region = region.substring(region.indexOf('-') + 1);
        }
        if (AwsPartition.of(region).isPresent()) {
            System.setProperty(SdkSystemSetting.AWS_REGION.property(), region);
        }
    }

    private static boolean isSet() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion() != null;
        } catch (SdkClientException none) {
            return false;
        }
    }
}
