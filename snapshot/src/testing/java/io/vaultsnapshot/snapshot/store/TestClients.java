package io.vaultsnapshot.snapshot.store;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The product's own S3 client, with a test's server as its endpoint. */
final class TestClients {
    static final String SECRET_KEY = "the-secret-key";

    private TestClients() {}

    static S3Client at(URI endpoint, S3Timeouts timeouts) {
        return builder(endpoint, timeouts).build();
    }

    /** A client that leaves all retries to the store, so that a test can count requests. */
    static S3Client withoutSdkRetries(URI endpoint, S3Timeouts timeouts) {
        return builder(endpoint, timeouts)
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** A client with the SDK's own retries, but without its pauses. */
    static S3Client withQuickSdkRetries(URI endpoint, S3Timeouts timeouts) {
        return builder(endpoint, timeouts)
                .overrideConfiguration(
                        override -> override.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .backoffStrategy(BackoffStrategy.retryImmediately())
                                .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
                                .build()))
                .build();
    }

    static ReadPolicy policy(int rangeBytes) {
        return new ReadPolicy(rangeBytes, 2, 3, Duration.ofMillis(1));
    }

    private static S3ClientBuilder builder(URI endpoint, S3Timeouts timeouts) {
        return S3Clients.builder(timeouts)
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("the-access-key", SECRET_KEY)));
    }
}
