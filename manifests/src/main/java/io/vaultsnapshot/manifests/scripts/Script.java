package io.vaultsnapshot.manifests.scripts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The shell scripts, which are files of this module so that shellcheck, editors and tests see them as such. */
public enum Script {
    /** Logs in, saves and checks the snapshot; runs in the server's image. */
    TAKE_SNAPSHOT("take-snapshot.sh"),
    /** Checks an archive; called by {@link #TAKE_SNAPSHOT}. */
    CHECK_SNAPSHOT("check-snapshot.sh"),
    /** Uploads the checked snapshot; runs in the AWS CLI's image. */
    UPLOAD_SNAPSHOT("upload-snapshot.sh"),
    /** Configures the server; run by the operator. */
    CONFIGURE_VAULT("configure-vault.sh"),
    /** First step of the drill: its pod reaches nothing; runs in the server's image. */
    PROVE_ISOLATION("prove-isolation.sh"),
    /** Second step of the drill: downloads a snapshot; runs in the AWS CLI's image. */
    FETCH_SNAPSHOT("fetch-snapshot.sh"),
    /** Third step of the drill: restores it into a throw-away server; runs in the server's image. */
    RESTORE_SNAPSHOT("restore-snapshot.sh"),
    /** Last step of the drill: writes the proof; runs in the AWS CLI's image. */
    WRITE_PROOF("write-proof.sh"),
    /** Read by the four scripts of the drill, from their own folder. */
    DRILL_STEPS("drill-steps.sh");

    /** What the backup job mounts. */
    public static final List<Script> BACKUP = List.of(TAKE_SNAPSHOT, CHECK_SNAPSHOT, UPLOAD_SNAPSHOT);
    /** What the restore drill mounts. */
    public static final List<Script> DRILL =
            List.of(PROVE_ISOLATION, FETCH_SNAPSHOT, RESTORE_SNAPSHOT, WRITE_PROOF, DRILL_STEPS);

    private final String fileName;

    Script(String fileName) {
        this.fileName = fileName;
    }

    /** Returns the script's file name. */
    public String fileName() {
        return fileName;
    }

    /** Returns the script's text. */
    public String text() {
        try (InputStream file = Script.class.getResourceAsStream(fileName)) {
            if (file == null) {
                throw new IllegalStateException(fileName + " is missing from the jar");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(fileName + " cannot be read from the jar", unreadable);
        }
    }
}
