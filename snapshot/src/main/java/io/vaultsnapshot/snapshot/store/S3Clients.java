package io.vaultsnapshot.snapshot.store;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** Builds the S3 client. Credentials, region and endpoint come from where the SDK looks for them. */
public final class S3Clients {
    /** The JDK's name for how many idle connections to one host it keeps; it looks once, at the first request. */
    private static final String IDLE_CONNECTIONS = "http.maxConnections";
    /** As many as work at once. The JDK's five would close, and open anew, most of those that a sweep uses. */
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
     * <p>{@code AWS_ENDPOINT_URL_S3}, or the system property {@code aws.endpointUrlS3}, leads it to another store.
     */
    public static S3Client create(S3Timeouts timeouts) {
        return builder(timeouts).build();
    }

    static S3ClientBuilder builder(S3Timeouts timeouts) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(timeouts.connect())
                        .socketTimeout(timeouts.silence()))
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(timeouts.attempt())
                        .apiCallTimeout(timeouts.call())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
                // By default the SDK adds a CRC32 to every upload, which several S3-compatible stores refuse, and
                // wants to check one on every answer, which no ranged answer carries.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .endpointProvider(pathStyleElsewhere(S3EndpointProvider.defaultProvider()));
    }

    /** Stores that are not AWS rarely have a host name for each bucket. */
    private static S3EndpointProvider pathStyleElsewhere(S3EndpointProvider standard) {
        return params -> standard.resolveEndpoint(
                params.endpoint() == null
                        ? params
                        : params.toBuilder().forcePathStyle(true).build());
    }
}
