package io.vaultsnapshot.snapshot.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class S3ClientsTest {
    @Test
    void create_noEndpointGiven_asksAwsByHostName() {
        assertEquals("https://some-bucket.s3.eu-west-1.amazonaws.com", hostOf(""));
    }

    @Test
    void create_endpointProperty_asksThatStoreByPath() {
        assertEquals("http://127.0.0.1:9000/some-bucket", hostOf("http://127.0.0.1:9000"));
    }

    private static String hostOf(String endpoint) {
        if (!endpoint.isEmpty()) {
            System.setProperty("aws.endpointUrlS3", endpoint);
        }
        try (S3Client client = S3Clients.builder(S3Timeouts.STANDARD)
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .overrideConfiguration(override -> override.addExecutionInterceptor(new StopBeforeSending()))
                .build()) {
            client.listObjectsV2(request -> request.bucket("some-bucket"));
            return "sent";
        } catch (Stopped stopped) {
            String uri = String.valueOf(stopped.uri);
            return uri.substring(0, uri.indexOf("?"));
        } finally {
            System.clearProperty("aws.endpointUrlS3");
        }
    }

    private static final class StopBeforeSending implements ExecutionInterceptor {
        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            throw new Stopped(context.httpRequest().getUri());
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final URI uri;

        Stopped(URI uri) {
            this.uri = uri;
        }
    }
}
