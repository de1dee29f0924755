package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.aws.KmsKeyArn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** Clients of KMS, one for each region, since a key exists in its own region only. Each is created when it is needed. */
public final class KmsClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(20);

    private final Function<String, KmsClient> factory;
    private final Map<String, KmsClient> clients = new ConcurrentHashMap<>();

    /** Creates clients with the SDK's own configuration. */
    public KmsClients() {
        this(KmsClients::create);
    }

    /** Creates clients with a factory that takes a region. */
    public KmsClients(Function<String, KmsClient> factory) {
        this.factory = factory;
    }

    /** Returns the client for the key's region. */
    public KmsClient of(KmsKeyArn key) {
        return clients.computeIfAbsent(key.region(), factory);
    }

    private static KmsClient create(String region) {
        return KmsClient.builder()
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .build())
                .overrideConfiguration(timeouts -> timeouts.apiCallTimeout(CALL_TIMEOUT))
                .build();
    }
}
