package io.vaultsnapshot.cli;

import io.vaultsnapshot.snapshot.store.S3Clients;
import io.vaultsnapshot.snapshot.store.S3SnapshotStore;
import io.vaultsnapshot.snapshot.store.S3Timeouts;
import io.vaultsnapshot.snapshot.store.SnapshotContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

/** Where a snapshot is: a file, an object in S3, or the standard input. */
final class SnapshotSource {
    private static final String STDIN = "-";
    private static final Pattern S3_URI = Pattern.compile("s3://([^/?]+)/([^?]+)(?:\\?versionId=([^&]+))?");

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

    private final String text;

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
                SnapshotContent content = new S3SnapshotStore(s3, uri.group(1)).open(uri.group(2), uri.group(3))) {
            return reader.read(content.stream());
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
