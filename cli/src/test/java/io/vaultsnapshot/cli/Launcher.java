package io.vaultsnapshot.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real launcher as a process, on what this build has just packaged. */
final class Launcher {
    static final Path PATH = Path.of("../vault-snapshot").toAbsolutePath().normalize();

    private static final long LONGEST_SECONDS = 60;

    private final Path folder;
    private final Path launcher;
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
            "AWS_REGION", "eu-north-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "not-a-secret"));

    /**
     * Prepares it.
     *
     * @param folder the working directory, which also gets what is printed
     */
    Launcher(Path folder) {
        this(folder, PATH);
    }

    Launcher(Path folder, Path launcher) {
        this.folder = folder;
        this.launcher = launcher;
    }

    /** Sets a variable of its environment. */
    Launcher with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Leaves out region, credentials and endpoint, and what this machine has of them. */
    Launcher withoutAws() {
        environment.clear();
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("HOME", folder.toString());
        return with("VAULT_SNAPSHOT_JAVA_OPTIONS", "-Duser.home=" + folder);
    }

    CommandRun run(String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end");
        }
        return new CommandRun(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
