package io.vaultsnapshot.contract.drill;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The known value that the backup job writes into the server just before a snapshot, and that a drill reads back. It comes
 * from outside, from an object's metadata or from a proof, so its form is checked.
 *
 * @param nonce 1 to 128 letters, digits and {@code . _ = + / -}
 * @param writtenAt when it was written
 */
public record Canary(String nonce, Instant writtenAt) {
    /** The form of a nonce, as a regular expression. */
    public static final String NONCE_REGEX = "[A-Za-z0-9._=+/-]{1,128}";
    /** The key of the nonce in the metadata of a snapshot's object. S3 puts {@code x-amz-meta-} before it. */
    public static final String NONCE_METADATA = "canary-nonce";
    /** The key of the time in the metadata of a snapshot's object: RFC 3339 in UTC, such as {@code 2026-11-01T02:00:00Z}. */
    public static final String WRITTEN_AT_METADATA = "canary-written-at";

    /** The longest text that a time is read from. */
    private static final int LONGEST_TIME = 40;

    /** Checks the nonce. */
    public Canary {
        if (!nonce.matches(NONCE_REGEX)) {
            throw new IllegalArgumentException("the nonce is not of the form " + NONCE_REGEX);
        }
    }

    /** Returns the canary of two texts, or empty if one is missing or not of its form. */
    public static Optional<Canary> parse(@Nullable String nonce, @Nullable String writtenAt) {
        if (nonce == null || writtenAt == null || !nonce.matches(NONCE_REGEX) || writtenAt.length() > LONGEST_TIME) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Canary(nonce, Instant.parse(writtenAt)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(DrillField.NONCE, nonce);
        map.put(DrillField.WRITTEN_AT, writtenAt.toString());
        return map;
    }

    /**
     * Returns the canary that a document's part holds.
     *
     * @throws DocumentException if it is not of its form
     */
    public static Canary of(JsonObject document) {
        return parse(document.text(DrillField.NONCE), document.text(DrillField.WRITTEN_AT))
                .orElseThrow(() -> new DocumentException(DrillField.CANARY, "is not a nonce and a time"));
    }
}
