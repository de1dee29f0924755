package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** Builds S3 clients. The SDK finds credentials, region and endpoint in its usual places. */
public final class S3Clients {
    /** The JDK's property for the number of idle connections to a host. The JDK reads it once, at the first request. */
    private static final String IDLE_CONNECTIONS = "http.maxConnections";
    /** As many as are in use at once. With the JDK's default of five, a sweep would close and reopen most of them. */
    private static final String IDLE_CONNECTIONS_KEPT = "32";

    static {
        if (System.getProperty(IDLE_CONNECTIONS) == null) {
            System.setProperty(IDLE_CONNECTIONS, IDLE_CONNECTIONS_KEPT);
        }
    }

    private S3Clients() {}

    /** Returns a client with {@link S3Timeouts#STANDARD}. */
    public static S3Client create() {
        return create(S3Timeouts.STANDARD);
    }

    /**
     * Returns a client.
     *
     * <p>{@code AWS_ENDPOINT_URL_S3}, or the system property {@code aws.endpointUrlS3}, names another store.
     */
    public static S3Client create(S3Timeouts timeouts) {
        return builder(timeouts).build();
    }

    /**
     * Returns a client for a bucket in a region of its own.
     *
     * @param region the region of the bucket
     */
    public static S3Client createIn(String region, S3Timeouts timeouts) {
        return builder(timeouts).region(Region.of(region)).build();
    }

    static S3ClientBuilder builder(S3Timeouts timeouts) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeouts.connect())
                        .socketTimeout(timeouts.silence()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                // By default the SDK adds a CRC32 to every upload, which some S3-compatible stores refuse, and expects
                // one in every answer, which a ranged answer never has.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .endpointProvider(pathStyleElsewhere(S3EndpointProvider.defaultProvider()));
    }

    /** Stores other than S3 rarely have a host name for each bucket. */
    private static S3EndpointProvider pathStyleElsewhere(S3EndpointProvider standard) {
        return params -> standard.resolveEndpoint(
                params.endpoint() == null
                        ? params
                        : params.toBuilder().forcePathStyle(true).build());
    }
}
