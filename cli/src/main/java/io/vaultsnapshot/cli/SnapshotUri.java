package io.vaultsnapshot.cli;

import io.vaultsnapshot.contract.bucket.OtherVersionKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A snapshot at the place where the backup job puts it.
 *
 * @param bucket the bucket
 * @param key the snapshot's key
 * @param versionId the version, or null when none is named
 */
record SnapshotUri(String bucket, SnapshotKey key, @Nullable String versionId) {
    private static final Pattern FORM =
            Pattern.compile("s3://([^/?]+)/([^?]+)(?:\\?versionId=(" + OtherVersionKey.VERSION_ID_REGEX + "))?");

    /** Reads {@code s3://BUCKET/snapshots/CLUSTER/vault_<time>.snap}, with or without {@code ?versionId=ID}. */
    static final class Converter implements ITypeConverter<SnapshotUri> {
        @Override
        public SnapshotUri convert(String text) {
            Matcher parts = FORM.matcher(text);
            Optional<SnapshotKey> key = parts.matches() ? SnapshotKey.parse(parts.group(2)) : Optional.empty();
            return key.map(each -> new SnapshotUri(parts.group(1), each, parts.group(3)))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not s3://BUCKET/snapshots/CLUSTER/vault_<time>.snap"));
        }
    }
}
