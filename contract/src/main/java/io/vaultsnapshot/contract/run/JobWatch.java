package io.vaultsnapshot.contract.run;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What runs of a cluster's backup job have said about themselves.
 *
 * @param last the newest run
 * @param failures how many times of the schedule in a row have failed; pods of one time count once
 * @param failingSince when the first of them began, or null without one
 * @param lastSuccess when the last run ended whose snapshot arrived, or null when none was seen
 */
public record JobWatch(
        JobRun last,
        long failures,
        @Nullable Instant failingSince,
        @Nullable Instant lastSuccess) {
    /**
     * Returns why no snapshot came, as a clause.
     *
     * @param dueAt when it was due
     * @param text writes a time
     */
    public String reason(Instant dueAt, Function<Instant, String> text) {
        if (last.succeeded() || last.startedAt().isBefore(dueAt.minus(SnapshotKey.CLOCK_TOLERANCE))) {
            String before = last.succeeded() ? "" : "; that one failed: " + last.problem();
            return "the job has said nothing since its run of " + text.apply(last.startedAt())
                    + ": it did not start, or it was killed" + before;
        }
        return "the job failed at " + text.apply(last.endedAt()) + ": " + last.problem() + inARow(text);
    }

    private String inARow(Function<Instant, String> text) {
        return failures < 2 || failingSince == null
                ? ""
                : "; " + failures + " failures in a row since " + text.apply(failingSince);
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("last", last.fields());
        map.put("failures", failures);
        if (failingSince != null) {
            map.put("failingSince", failingSince.toString());
        }
        if (lastSuccess != null) {
            map.put("lastSuccess", lastSuccess.toString());
        }
        return map;
    }

    /** Reads it from a document's part. */
    public static JobWatch of(JsonObject document) {
        return new JobWatch(
                JobRun.of(document.object("last")),
                document.number("failures"),
                document.optionalTime("failingSince").orElse(null),
                document.optionalTime("lastSuccess").orElse(null));
    }
}
