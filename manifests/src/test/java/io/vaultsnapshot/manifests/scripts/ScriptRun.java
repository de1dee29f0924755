package io.vaultsnapshot.manifests.scripts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs a script as the pod does, with {@code /bin/sh}, and with stand-ins for the programs it calls first on PATH. Each
 * stand-in notes how it was called, one line per call; what it does then is a piece of shell given by the test.
 */
final class ScriptRun {
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> shell = List.of("/bin/sh");
    private String path = ":" + System.getenv("PATH");

    ScriptRun(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(calls(), "");
        set("HOME", folder.toString());
    }

    ScriptRun set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ScriptRun unset(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Puts a program on PATH; {@code $log} in the body is where it may note more. */
    ScriptRun program(String name, String body) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        Files.writeString(
                file,
                "#!/bin/sh\nlog='" + calls() + "'\nprintf '%s\\n' \"" + name + " $*\" >>\"$log\"\n" + body + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return this;
    }

    /** Takes the shell and these programs from busybox, and none from this machine. */
    ScriptRun onlyWith(Path busybox, List<String> programs) throws IOException {
        for (String each : programs) {
            program(each, "exec '" + busybox + "' " + each + " \"$@\"");
        }
        shell = List.of(busybox.toString(), "sh");
        path = "";
        return this;
    }

    /** Takes these programs from this machine and no others. Each notes its calls, so that processes can be counted. */
    ScriptRun onlyWith(String... programs) throws IOException {
        for (String each : programs) {
            program(each, "exec '" + ShellTools.ofThisMachine(each) + "' \"$@\"");
        }
        path = "";
        return this;
    }

    Result run(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.add(script);
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("PATH", folder.resolve("bin") + path);
        Process process = builder.start();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after 20 s: " + Files.readString(output));
        }
        // A message may be anything.
        String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
        return new Result(process.exitValue(), printed, Files.readAllLines(calls()));
    }

    private Path calls() {
        return folder.resolve("calls");
    }

    /** What came of it: exit code, both outputs together, and the calls of the stand-ins. */
    record Result(int exitCode, String output, List<String> calls) {
        /** Returns the same with an exit code that was handed over. */
        Result endedWith(String code) {
            return new Result(Integer.parseInt(code), output, calls);
        }

        long callsStartingWith(String start) {
            return calls.stream().filter(each -> each.startsWith(start)).count();
        }

        /** Returns how often each program was started; lines that a stand-in notes of a token are no start. */
        Map<String, Long> starts() {
            return calls.stream()
                    .filter(each -> !each.startsWith("VAULT_TOKEN="))
                    .map(each -> each.replaceAll(" .*", ""))
                    .collect(Collectors.groupingBy(each -> each, TreeMap::new, Collectors.counting()));
        }
    }
}
