package io.vaultsnapshot.e2e.backup;

import io.vaultsnapshot.e2e.irsa.Gateway;
import io.vaultsnapshot.e2e.irsa.WriterRoles;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bucket at the gateway, read with the AWS CLI as the account's root. */
public final class GatewayBucket implements SuiteServer {
    private final Suite suite;
    private final String name;

    /** Uses the bucket that {@link WriterRoles} creates. */
    public GatewayBucket(Suite suite) {
        this.suite = suite;
        suite.get(WriterRoles.class);
        this.name = suite.get(FleetSettings.class).settings().bucket();
    }

    /** Returns its name. */
    public String name() {
        return name;
    }

    /** Returns the keys under a prefix, sorted. Incomplete uploads are not objects. */
    public List<String> keys(String prefix) {
        String listed = suite.get(Gateway.class)
                .asRoot(
                        "s3api",
                        "list-objects-v2",
                        "--bucket=" + name,
                        "--prefix=" + prefix,
                        "--query=Contents[].Key",
                        "--output=text")
                .orFail()
                .out()
                .strip();
        return listed.equals("None")
                ? List.of()
                : Stream.of(listed.split("\\s+", -1)).sorted().toList();
    }

    /** Downloads an object. */
    public Path download(String key) {
        Path file = suite.folder("downloads").resolve(key.replace('/', '_'));
        suite.get(Gateway.class)
                .asRoot("s3api", "get-object", "--bucket=" + name, "--key=" + key, file.toString())
                .orFail();
        return file;
    }

    /** Returns the bytes of an object. */
    public byte[] read(String key) {
        try {
            return Files.readAllBytes(download(key));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
