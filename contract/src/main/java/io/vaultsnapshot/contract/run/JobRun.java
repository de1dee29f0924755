package io.vaultsnapshot.contract.run;

import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the backup job says about itself. A run that failed leaves a document, a run that succeeded its snapshot,
 * whose metadata say when it began. A script wrote either in a pod that anything may have happened to, so every field has a form
 * and a bound.
 *
 * @param key cluster and start; the key of the document of a run that failed
 * @param endedAt when the run ended, by the clock of its node
 * @param exitCode the exit code of the pod: 0 when the snapshot was uploaded, at most {@value #LARGEST_EXIT_CODE}
 * @param attempts how often it tried to log in, save and check, at most {@value #MOST_ATTEMPTS}
 * @param failed the step that failed, or null when none did, or one that is not known here
 * @param error what failed there, one line of up to {@value #LONGEST_ERROR} printable ASCII characters; may be empty
 */
public record JobRun(
        RunKey key,
        Instant endedAt,
        int exitCode,
        int attempts,
        @Nullable RunStep failed,
        String error) {
    /** The longest document, in bytes. */
    public static final int LONGEST_DOCUMENT = 4 * 1024;
    /** The longest error, in characters. */
    public static final int LONGEST_ERROR = 300;
    /** The largest exit code that a process can have. */
    public static final int LARGEST_EXIT_CODE = 255;
    /** The most attempts. */
    public static final int MOST_ATTEMPTS = 1_000;

    private static final String CLUSTER = "cluster";
    private static final String STARTED_AT = "startedAt";
    private static final String ENDED_AT = "endedAt";
    private static final String EXIT_CODE = "exitCode";
    private static final String ATTEMPTS = "attempts";
    private static final String STEP = "step";
    private static final String ERROR = "error";

    /** Returns the run that took a snapshot. It ended when that was saved, as far as is known. */
    public static JobRun of(SnapshotKey snapshot, RunStart start) {
        RunKey key = new RunKey(snapshot.cluster(), start.startedAt());
        return new JobRun(key, snapshot.takenAt(), 0, start.attempts(), null, "");
    }

    /** Returns when the run began, by the clock of its node. */
    public Instant startedAt() {
        return key.startedAt();
    }

    /** Returns whether its snapshot arrived. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Returns what went wrong, as a part of a sentence about the job. */
    public String problem() {
        String step = failed == null ? "exit code " + exitCode : failed.failed();
        return error.isEmpty() ? step : step + ": " + error;
    }

    /** Returns the document. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.JOB_RUN.text());
        map.putAll(fields());
        return map;
    }

    /** Returns the document's fields but for its schema, as a part of another document. */
    Map<String, Object> fields() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(CLUSTER, key.cluster());
        map.put(STARTED_AT, key.startedAt().toString());
        map.put(ENDED_AT, endedAt.toString());
        map.put(EXIT_CODE, exitCode);
        map.put(ATTEMPTS, attempts);
        if (failed != null) {
            map.put(STEP, failed.id());
        }
        if (!error.isEmpty()) {
            map.put(ERROR, error);
        }
        return map;
    }

    /**
     * Returns the run that a document holds. A refusal does not repeat what the document says.
     *
     * @throws DocumentException if it does not have the documented shape
     */
    public static JobRun of(Map<?, ?> map) {
        JsonObject document = new JsonObject(map);
        Schema.JOB_RUN.require(document);
        return of(document);
    }

    static JobRun of(JsonObject document) {
        String cluster = matching(document, CLUSTER, SnapshotKey.CLUSTER_NAME_REGEX)
                .orElseThrow(() -> new DocumentException(CLUSTER, "is missing"));
        return new JobRun(
                new RunKey(cluster, time(document, STARTED_AT)),
                time(document, ENDED_AT),
                number(document, EXIT_CODE, LARGEST_EXIT_CODE),
                number(document, ATTEMPTS, MOST_ATTEMPTS),
                matching(document, STEP, "[a-z-]{1,20}").flatMap(RunStep::ofId).orElse(null),
                matching(document, ERROR, "[ -~]{0," + LONGEST_ERROR + "}").orElse(""));
    }

    private static Optional<String> matching(JsonObject document, String field, String regex) {
        Optional<String> text = document.optionalText(field);
        if (text.isPresent() && !text.get().matches(regex)) {
            throw new DocumentException(field, "is not of the form " + regex);
        }
        return text;
    }

    private static Instant time(JsonObject document, String field) {
        return timeIn(document.optionalText(field).orElseThrow(() -> new DocumentException(field, "is missing")))
                .orElseThrow(() -> new DocumentException(field, "is not a time in whole seconds"));
    }

    /** Returns the time that a text of the scripts names, or empty for any other text. */
    static Optional<Instant> timeIn(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static int number(JsonObject document, String field, int most) {
        long number = document.number(field);
        if (number < 0 || number > most) {
            throw new DocumentException(field, "is not between 0 and " + most);
        }
        return (int) number;
    }
}
