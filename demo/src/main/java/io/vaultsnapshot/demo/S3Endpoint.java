package io.vaultsnapshot.demo;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** An S3 API in this process, on a free loopback port, without authentication. */
final class S3Endpoint implements AutoCloseable {
    private static final String FREE_PORT = "0";

    private final S3MockApplication server;

    /** Starts the server. It keeps objects below a folder. */
    S3Endpoint(Path folder) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(S3MockApplication.PROP_HTTP_PORT, FREE_PORT);
        properties.put(S3MockApplication.PROP_HTTPS_PORT, FREE_PORT);
        properties.put("vectors.http.port", FREE_PORT);
        properties.put("vectors.https.port", FREE_PORT);
        properties.put("server.address", "127.0.0.1");
        // The demo stops it. A second stop at the same time would print a stack trace.
        properties.put("spring.main.register-shutdown-hook", "false");
        properties.put("spring.main.sources", LoopbackConnectors.class.getName());
        properties.put("com.adobe.testing.s3mock.store.root", folder.toString());
        properties.put("logging.level.root", "OFF");
        server = S3MockApplication.start(properties, "--spring.main.banner-mode=off");
    }

    @SuppressWarnings("deprecation") // Its replacement is not in this version.
    URI address() {
        return URI.create("http://127.0.0.1:" + server.getHttpPort());
    }

    @Override
    public void close() {
        server.stop();
    }
}
