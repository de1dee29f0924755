package io.vaultsnapshot.cli;

import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3DocumentStore;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.S3Timeouts;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import io.vaultsnapshot.snapshot.store.SnapshotGoneException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a snapshot is: a file, an object in S3, or the standard input. */
final class SnapshotSource {
    private static final String STDIN = "-";
    private static final Pattern S3_URI = Pattern.compile("s3://([^/?]+)/([^?]+)(?:\\?versionId=([^&]+))?");

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

    private final String text;
    private @Nullable String judged;

    SnapshotSource(String text) {
        this.text = text;
    }

    /** Something that reads a stream to its end. */
    interface Reader<T> {
        /** Reads the stream. */
        T read(InputStream in) throws IOException;
    }

    /**
     * Opens the snapshot, passes it to the reader, and closes it.
     *
     * @throws SourceUnavailableException if it could not be opened or read
     */
    <T> T read(Reader<T> reader) throws SourceUnavailableException {
        try {
            return text.startsWith("s3://") ? readObject(reader) : readLocal(reader);
        } catch (NoSuchFileException missing) {
            throw new SourceUnavailableException("there is no such file", missing);
        } catch (AccessDeniedException denied) {
            throw new SourceUnavailableException("this user may not read it", denied);
        } catch (IOException | SdkClientException unreadable) {
            throw new SourceUnavailableException(
                    AwsMessage.shortened(String.valueOf(unreadable.getMessage())), unreadable);
        }
    }

    private <T> T readLocal(Reader<T> reader) throws IOException {
        if (text.equals(STDIN)) {
            return reader.read(System.in);
        }
        if (text.isEmpty()) {
            throw new IOException("its name is empty; is a variable not set?");
        }
        if (URL.matcher(text).lookingAt()) {
            throw new IOException("it is a URL; download it first, or name it s3://BUCKET/KEY");
        }
        Path file = Path.of(text);
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder; name the snapshots in it, such as " + text + "/*.snap");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return reader.read(in);
        }
    }

    private <T> T readObject(Reader<T> reader) throws IOException {
        Matcher uri = S3_URI.matcher(text);
        if (!uri.matches()) {
            throw new IOException("it is not s3://BUCKET/KEY or s3://BUCKET/KEY?versionId=ID");
        }
        BucketRegion.useFor(uri.group(1));
        try (S3Client s3 = S3Clients.create(S3Timeouts.SLOW_LINE);
                SnapshotContent content = open(s3, uri.group(1), uri.group(2), uri.group(3))) {
            return reader.read(content.stream());
        }
    }

    /** Without a version it is the one that the verifier judged first, also when the key was written again or is hidden. */
    private SnapshotContent open(S3Client s3, String bucket, String key, @Nullable String versionId)
            throws IOException {
        S3SnapshotStore snapshots = new S3SnapshotStore(s3, bucket);
        String first = versionId == null ? JudgedVersion.of(new S3DocumentStore(s3, bucket), key) : null;
        if (first == null) {
            return snapshots.open(key, versionId);
        }
        SnapshotContent current;
        try {
            current = snapshots.open(key, null);
        } catch (SnapshotGoneException hidden) {
            judged = first;
            return snapshots.open(key, first);
        }
        if (first.equals(current.versionId())) {
            return current;
        }
        current.close();
        judged = first;
        return snapshots.open(key, first);
    }

    /** Returns what the user should know about what was read, or empty when it is what was named. */
    Optional<String> remark() {
        return Optional.ofNullable(judged)
                .map(version -> text + " was written again or hidden; read was version " + version
                        + ", which the verifier judged first. `audit` says more.");
    }

    /** Returns the source as the user named it, with the version when that was chosen here. */
    @Override
    public String toString() {
        return judged == null ? text : text + "?versionId=" + judged;
    }
}
