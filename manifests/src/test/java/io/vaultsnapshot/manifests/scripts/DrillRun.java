package io.vaultsnapshot.manifests.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs one script of the drill, with the folder in which they all leave what the proof is made of. */
final class DrillRun {
    static final String STARTED_AT = "2026-11-02T04:00:09Z";

    private final Path folder;
    private final Script script;
    private final ScriptRun run;

    DrillRun(Path folder, Script script) throws IOException {
        this.folder = folder;
        this.script = script;
        Files.createDirectories(drill());
        for (Script each : List.of(script, Script.DRILL_STEPS)) {
            Files.writeString(folder.resolve(each.fileName()), each.text());
        }
        run = new ScriptRun(folder)
                .set("DRILL_FOLDER", drill().toString())
                .set("VAULT_SNAPSHOT_GATE_SERVICE_HOST", "10.0.0.9")
                .set("VAULT_SNAPSHOT_GATE_SERVICE_PORT", "3128")
                .set("AWS_REGION", "eu-north-1")
                .set("AWS_ROLE_ARN", "arn:aws:iam::111122223333:role/drill")
                .set("AWS_WEB_IDENTITY_TOKEN_FILE", Files.writeString(folder.resolve("token"), "eyJ") + "");
        keep("started-at", STARTED_AT);
    }

    Path drill() {
        return folder.resolve("drill");
    }

    ScriptRun with() {
        return run;
    }

    /** Puts a file where an earlier step leaves it. */
    DrillRun keep(String name, String value) throws IOException {
        Files.writeString(drill().resolve(name), value + "\n");
        return this;
    }

    /** Returns what the steps left under a name, or an empty text. */
    String kept(String name) throws IOException {
        Path file = drill().resolve(name);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** Returns the word and the message that the drill ended with so far. */
    Optional<String> end() throws IOException {
        return Optional.of(kept("result")).filter(word -> !word.isEmpty()).map(word -> {
            try {
                return word + ": " + kept("message");
            } catch (IOException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        });
    }

    ScriptRun.Result run() throws IOException, InterruptedException {
        return run.run(folder.resolve(script.fileName()).toString());
    }
}
