package io.vaultsnapshot.contract.aws;

import java.util.List;

/**
 * The regions in which a stack can be deployed. A misspelt region would otherwise show only when AWS does not answer, and by
 * then it is in the names of bucket and roles.
 *
 * <p>Source: {@code Region.regions()} of the AWS SDK for Java; a test of the verifier compares both, so a newer SDK with a new
 * region fails the build and names it. Until then a new region is one more entry here.
 */
public final class AwsRegion {
    /** All of them, sorted. */
    public static final List<String> ALL = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-south-2",
            "ap-southeast-1",
            "ap-southeast-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-central-1",
            "ca-west-1",
            "eu-central-1",
            "eu-central-2",
            "eu-north-1",
            "eu-south-1",
            "eu-south-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
            "sa-east-1",
            "us-east-1",
            "us-east-2",
            "us-gov-east-1",
            "us-gov-west-1",
            "us-west-1",
            "us-west-2");

    private AwsRegion() {}
}
