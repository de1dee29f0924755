package io.vaultsnapshot.contract.run;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the run of the backup job began that took a snapshot, as the object's metadata says. It comes from outside, so its form
 * is checked.
 *
 * @param startedAt when the run began, by the clock of its node, whole seconds
 * @param attempts how often it tried to log in, save and check, at most {@value JobRun#MOST_ATTEMPTS}
 */
public record RunStart(Instant startedAt, int attempts) {
    /** The key of the time in the metadata of a snapshot's object: RFC 3339 in UTC. S3 puts {@code x-amz-meta-} before it. */
    public static final String STARTED_AT_METADATA = "run-started-at";
    /** The key of the number of attempts in the metadata of a snapshot's object. */
    public static final String ATTEMPTS_METADATA = "run-attempts";

    private static final String STARTED_AT = "startedAt";
    private static final String ATTEMPTS = "attempts";

    /** Returns the start that two texts name, or empty if one is missing or not of its form. */
    public static Optional<RunStart> parse(@Nullable String startedAt, @Nullable String attempts) {
        if (startedAt == null || attempts == null || !attempts.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        return JobRun.timeIn(startedAt).map(time -> new RunStart(time, Integer.parseInt(attempts)));
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(STARTED_AT, startedAt.toString());
        map.put(ATTEMPTS, attempts);
        return map;
    }

    /**
     * Returns the start that a document's part holds.
     *
     * @throws DocumentException if it is not of its form
     */
    public static RunStart of(JsonObject document) {
        long attempts = document.number(ATTEMPTS);
        if (attempts < 0 || attempts > JobRun.MOST_ATTEMPTS) {
            throw new DocumentException(ATTEMPTS, "is not between 0 and " + JobRun.MOST_ATTEMPTS);
        }
        return new RunStart(document.time(STARTED_AT), (int) attempts);
    }
}
