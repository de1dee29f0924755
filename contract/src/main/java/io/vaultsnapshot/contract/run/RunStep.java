package io.vaultsnapshot.contract.run;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/** The steps of the backup job at which a run can fail. The job's scripts use the same words. */
public enum RunStep {
    /** Reads the settings and starts the CLI. */
    SETTINGS("its settings are wrong"),
    /** Logs in to the server. */
    LOGIN("the login failed"),
    /** Saves the snapshot. */
    SAVE("saving the snapshot failed"),
    /** Checks what was saved. */
    CHECK("the saved archive failed its check"),
    /** Uploads the snapshot. */
    UPLOAD("the upload failed");

    private final String failed;

    RunStep(String failed) {
        this.failed = failed;
    }

    /** Returns that it failed, as a part of a sentence about the job. */
    public String failed() {
        return failed;
    }

    /** Returns the word for it in documents and scripts, such as {@code login}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the step with the given {@link #id()}, or empty for any other text. */
    public static Optional<RunStep> ofId(String id) {
        return Ids.find(values(), RunStep::id, id);
    }
}
