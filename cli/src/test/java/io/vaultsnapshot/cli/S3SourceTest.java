package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees when the bucket answers something else than the snapshot. */
class S3SourceTest {
    private static final List<String> PROPERTIES =
            List.of("aws.endpointUrlS3", "aws.region", "aws.accessKeyId", "aws.secretAccessKey");

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        System.setProperty(
                "aws.endpointUrlS3", "http://127.0.0.1:" + server.getAddress().getPort());
        System.setProperty("aws.region", "eu-north-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "not-a-secret");
    }

    @AfterEach
    void stop() {
        server.stop(0);
        PROPERTIES.forEach(System::clearProperty);
    }

    @Test
    void verify_accessDenied_isUnknownAndSaysWhy() {
        answer(403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>");
        CommandRun run = CommandRun.of("verify", "s3://bucket/snapshots/demo/vault_20261123_020500.snap");
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("403"), run::out);
        assertTrue(run.out().contains("bucket"), run::out);
    }

    @Test
    void verify_noSuchObject_isUnknown() {
        answer(404, "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
        CommandRun run = CommandRun.of("verify", "s3://bucket/snapshots/demo/none.snap");
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
    }

    @Test
    void verify_malformedUri_saysTheForm() {
        CommandRun run = CommandRun.of("verify", "s3://bucket");
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode());
        assertTrue(run.out().contains("s3://BUCKET/KEY"), run::out);
    }

    private void answer(int status, String body) {
        server.createContext("/", exchange -> {
            byte[] bytes =
                    exchange.getRequestMethod().equals("HEAD") ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
    }
}
