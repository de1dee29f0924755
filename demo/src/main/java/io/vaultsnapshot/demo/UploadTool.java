package io.vaultsnapshot.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that the upload container calls {@code aws}.
 *
 * @param programs where it is found
 * @param description what it is, for people
 */
record UploadTool(SearchPath programs, String description) {
    private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)\\.(\\S+)");
    private static final Duration LONGEST = Duration.ofSeconds(20);
    // Older ones ignore AWS_ENDPOINT_URL_S3 and would go to AWS.
    private static final Map<Integer, Integer> OLDEST_MINOR_BY_MAJOR = Map.of(1, 29, 2, 13);

    /** Returns this machine's AWS CLI when it works and can be led to another endpoint, else a stand-in. */
    static UploadTool find(SearchPath programs, Workspace workspace, ChildProcesses processes) {
        Optional<Path> aws = programs.find("aws");
        if (aws.isPresent()) {
            Optional<String> version = usableVersion(aws.get(), programs, workspace, processes);
            if (version.isPresent()) {
                return new UploadTool(programs, "this machine's AWS CLI " + version.get());
            }
        }
        String reason = aws.isEmpty() ? "none to use on PATH" : aws.get() + " does not work or is too old";
        return new UploadTool(standIn(programs, workspace), "a stand-in for the AWS CLI (" + reason + ")");
    }

    private static Optional<String> usableVersion(
            Path aws, SearchPath programs, Workspace workspace, ChildProcesses processes) {
        Path log = workspace.root().resolve("aws-version.log");
        Map<String, String> environment = Map.of(
                "PATH", programs.value(), "HOME", workspace.folder("aws-home").toString());
        try {
            int exitCode =
                    processes.run(List.of(aws.toString(), "--version"), environment, workspace.root(), log, LONGEST);
            Matcher version = VERSION.matcher(Files.readString(log));
            boolean usable = exitCode == 0
                    && version.find()
                    && Integer.parseInt(version.group(2))
                            >= OLDEST_MINOR_BY_MAJOR.getOrDefault(Integer.valueOf(version.group(1)), Integer.MAX_VALUE);
            return usable ? Optional.of(version.group().substring("aws-cli/".length())) : Optional.empty();
        } catch (IOException | DemoException doesNotWork) {
            return Optional.empty();
        }
    }

    private static SearchPath standIn(SearchPath programs, Workspace workspace) {
        String script = "#!/bin/sh\n# Written by the demo: stands for the AWS CLI where there is none.\nexec '"
                + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -cp '"
                + absolute(System.getProperty("java.class.path")) + "' " + UploadStandIn.class.getName() + " \"$@\"\n";
        return programs.withFirst(workspace
                .writeProgram("aws-stand-in/aws", script)
                .resolveSibling(".")
                .normalize());
    }

    /** The stand-in runs in another folder. */
    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
